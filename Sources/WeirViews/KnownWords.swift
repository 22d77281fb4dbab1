/// Words that attacks are made of, in queries, markup, command lines, paths and orders, among them the
/// most usual ones of English: where letters read like one of these, that is no chance.
struct KnownWords {
  private let table = Self.table

  /// Letters of the longest word.
  static let lettersMax = 12

  /// A word as a number, five bits for each letter, to be built letter by letter.
  struct Code {
    fileprivate var bits: UInt64 = 0
    private(set) var count = 0

    init() {}

    fileprivate init(_ word: some StringProtocol) {
      for byte in word.utf8 { append(LetterPairs.number(byte)) }
    }

    /// - Parameter letter: 0 to 25.
    @inline(__always)
    mutating func append(_ letter: Int) {
      bits = bits << 5 | UInt64(truncatingIfNeeded: letter &+ 1)
      count &+= 1
    }
  }

  @inline(__always)
  func holds(_ word: Code) -> Bool {
    guard word.count >= 2, word.count <= Self.lettersMax else { return false }
    var place = Self.place(word.bits)
    while table[place] != 0 {
      if table[place] == word.bits { return true }
      place = (place &+ 1) & (Self.tableCount &- 1)
    }
    return false
  }

  /// Whether a word is the last part of the names of most hosts.
  func endsHost(_ word: Code) -> Bool {
    word.count <= 4 && Self.hostEnds.contains(word.bits)
  }

  private static let hostEnds: [UInt64] = ["com", "org", "net", "edu", "gov", "info"].map {
    Code($0).bits
  }

  // Open addressing: a place holds a word or nothing, and more than half hold nothing.
  private static let tableCount = 1024

  @inline(__always)
  private static func place(_ bits: UInt64) -> Int {
    Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }

  private static let table: [UInt64] = {
    var table = [UInt64](repeating: 0, count: tableCount)
    for word in words.split(separator: " ") {
      let code = Code(word)
      precondition(code.count <= lettersMax, "a word of at most \(lettersMax) letters")
      var place = place(code.bits)
      while table[place] != 0 { place = (place &+ 1) & (tableCount &- 1) }
      table[place] = code.bits
    }
    return table
  }()

  private static let words = """
    select order union insert update delete from where having order group limit like between exec execute \
    declare varchar nvarchar char cast convert concat database databases schema table tables column \
    columns information version user users admin root password passwd passwords username login null \
    true false sleep benchmark waitfor delay count substring substr ascii length into values drop alter \
    create truncate shutdown master cmdshell dual distinct procedure analyse extractvalue updatexml \
    outfile dumpfile load file files case when then else begin end and not xor div mod regexp rlike soundex upper lower hex ord \
    script javascript vbscript alert prompt confirm eval document cookie domain window location onerror \
    onload onclick onmouseover onfocus autofocus iframe frame frameset img src href style body html head \
    title object embed svg math video audio source input button form textarea meta link base layer \
    applet expression string fromcharcode constructor function return print div span marquee details \
    xlink xmlns data text image http https ftp background import url content type name value set xss \
    settimeout stylesheet animate refresh action src \
    cat bash echo wget curl ping whoami ifconfig ipconfig netstat uname nslookup system passthru popen \
    shell perl python ruby php netcat chmod chown kill dir cmd lastlog uptime exe net localgroup hosts hostname sudo \
    etc shadow bin usr var log logs tmp dev proc self environ boot ini win windows winnt web inf xml \
    config home inc index com org edu gov info example class classes request runtime process include \
    require subclasses globals getruntime phpinfo jndi ldap ent entity doctype public \
    the for you are with this that have what all your can will any but about there their which would \
    ignore ignoring previous prior above below instruction instructions message messages forget \
    disregard reveal show tell now say please answer following rules pretend act secret secrets repeat \
    words everything before after instead only never must output assistant developer mode guidelines \
    initial start respond response reply write give how who why does did was were been our they them \
    its his her she has had more some other into than could should these those because without \
    hello world good time people know want need help make like just get use new first also \
    fit hey png arg bar fur gnat tang envy rail one ones bars flap sync try gel nun
    """
}
