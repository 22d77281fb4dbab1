/// Bounds of this module: what is held in memory and what a file may ask for.
public enum SignalLimits {
  /// Keys a limit or a window holds by default; beyond it newcomers get the declared answer.
  public static let keysMax = 1_000_000
  /// Slot totals and distinct values one window table holds by default, over all of its keys.
  public static let windowCellsMax = 4_000_000
  /// Different values `distinct` counts for one key; a value more is a failure.
  public static let distinctMax = 4_096
  /// Parts a window is cut into.
  public static let windowSlots: Int64 = 60
  /// Tables one state file may hold.
  public static let snapshotTablesMax = 65_536

  /// Trees in one forest.
  public static let treesMax = 10_000
  /// Training rows given to one tree.
  public static let sampleSizeMax = 1 << 24
  /// Features of one model.
  public static let featuresMax = 4_096
  /// Splits on the way from a root to a leaf.
  public static let depthMax = 64
  /// Bytes in the name of a feature.
  public static let featureNameBytesMax = 4_096

  /// Units in one character gram of a linear model.
  public static let gramCharactersMax = 5
  /// Words in one word gram of a linear model.
  public static let gramWordsMax = 3
  /// Buckets of a linear model, two bytes each.
  public static let gramBuckets = 1 << 10...1 << 18
  /// Bytes of all texts a linear model is trained on; four to five grams of four bytes each are held
  /// for each.
  public static let trainingTextBytesMax = 64 << 20

  /// Places looked at for something to forget with each message of a window and each newcomer of a
  /// limit. With two, all are looked at before half as many newcomers have come as there are places.
  static let sweepSteps = 2
  /// Places looked at together; a sweep of a window is put off until there are as many.
  static let sweepStepsAtOnce = 32
  /// Keys of a limit above which its table is split: growing to them takes as long as the growing of
  /// one of the sixty-four when there are a million.
  static let keysInOneTable = 16_384
  /// Places looked at for a newcomer while a table is at its bound.
  static let sweepStepsAtBound = 256
  /// Rows a `ForestTrainer` keeps room for.
  static let trainingRowsMax = Int(UInt32.max) - 1
}
