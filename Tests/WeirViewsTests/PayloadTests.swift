import Testing
import WeirViews

/// Queries, markup, paths and commands in disguise: more signs and digits than letters.
@Suite struct PayloadTests {
  @Test func `signs and digits stand apart as letters do`() {
    #expect(folded("1 '   o r   1 = 1 - -") == "1' or 1=1--")
    #expect(folded("1.' o.r 1.=.1.-.-") == "1' or 1=1--")
    #expect(folded("< s c r i p t > a l e r t ( 1 )") == "<script>alert(1)")
    #expect(folded("/.e.t.c./.p.a.s.s.w.d") == "/etc/passwd")
  }

  @Test func `separators of the text itself are kept beside those between`() {
    #expect(folded("....%.5.c.....%.5.c.e.t.c") == "..%5c..%5cetc")
    #expect(folded("t.h.e e.n.d.. y.e.s") == "the end. yes")
    #expect(folded("o.n.e.\n.t.w.o t.h.r.e.e") == "one\ntwo three")
    #expect(folded("f i v e \n t w o") == "five\ntwo")
  }

  @Test func `formulas, columns and abbreviations are not set apart`() {
    for text in [
      "x = a + b + c", "1 + 2 = 3", "1 0 0\n0 1 0\n0 0 1", "1   2   3   4   5   6", "| - | - | - |",
      "e.g. i.e. a.k.a. p.m. and so on", "for i = 0 ; i < n ; i + +",
    ] {
      #expect(reading(.folded, of: text) == nil, "\(text)")
    }
  }

  @Test func `what stands apart may be encoded`() {
    #expect(decoded(". . % 2 f . . % 2 f e t c") == "../../etc")
    #expect(decoded("....%.2.f.....%.2.f.e.t.c") == "../../etc")
  }

  @Test func `known words are read where pairs of letters tell too little`() {
    #expect(folded("/u5r/b1n/1d") == "/usr/bin/id")
    #expect(folded("3v4l(x)") == "eval(x)")
    #expect(folded("x' 0r 1=1") == "x' or 1=1")
    #expect(folded("<4 hr3f=\"h77p://e\">").contains("href=\"http://e"))
    #expect(folded("the user'5 n4m3, doesn'7 it") == "the user's name, doesn't it")
    #expect(reading(.folded, of: "mp3, 3d, 4ll, da7a, h2 and e2e") == nil)
  }

  @Test func `one digit is a word where much is in leet`() {
    #expect(folded("wr1t3 4 st0ry th4t 1 l1k3 wh3n 4 k1ng").contains("that i like when a king"))
    #expect(folded("h3ll0, t4k3 4 of them") == "hello, take 4 of them")
    #expect(folded("th1s 15 wr1tt3n by s0m30n3") == "this is written by someone")
  }

  @Test func `a few known words are enough for ROT13`() {
    #expect(decoded("<fpevcg>nyreg(1)</fpevcg>") == "<script>alert(1)</script>")
    #expect(decoded("1' havba fryrpg 1,2") == "1' union select 1,2")
    #expect(decoded("' be 1=1 --") == "' or 1=1 --")
    #expect(decoded("../../rgp/cnffjq") == "../../etc/passwd")
    #expect(decoded("nqzva' naq 'k'='k") == "admin' and 'x'='x")
  }

  @Test func `what is turned may be encoded, and its neighbours are turned too`() {
    #expect(decoded("%27%3OFRYRPG%20hfre") == "';select user")
    #expect(decoded("nqzva be 1=1 --") == "admin or 1=1 --")
  }

  @Test func `words that are something else when turned stay`() {
    for text in ["it will be 1 of them", "png and arg", "fit the bar", "be 5 or 6"] {
      #expect(reading(.decoded, of: text) == nil, "\(text)")
    }
  }
}
