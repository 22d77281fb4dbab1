import Testing
import WeirViews

/// What is no disguise stays as it is.
@Suite struct QuietTests {
  @Test(arguments: [
    "Hello, can you help me with my Python 3.11 code? It fails on x86_64 with utf8 input.",
    "SELECT u.id, u.name FROM users u WHERE u.created_at > '2024-01-01' AND u.role IN ('a','b');",
    "int main(void) { for (int i = 0; i < 10; i++) printf(\"%d\\n\", i); return 0; }",
    "func add(_ a: Int, _ b: Int) -> Int { return a + b }",
    "ls -la | grep foo | awk '{print $1}' && echo $HOME $PATH ${VAR}",
    "git commit -m \"fix: handle 404s\" && npm i -D eslint@8.57.0",
    "const viewDidLoad = getElementsByClassName(HTTPServletRequestWrapper);",
    "x = a + b + c + d; y = [a, b, c, d, e, f]; z[i][j]",
    "Call me at +1 (415) 555-0132 or write to john.smith99@example.com.",
    "My card is 4111 1111 1111 1111, my IBAN DE89 3704 0044 0532 0130 00, my SSN 123-45-6789.",
    "VAT ATU12345678, passport C01X00T47, NI number QQ123456C, postcode SW1A 1AA",
    "550e8400-e29b-41d4-a716-446655440000",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "d41d8cd98f00b204e9800998ecf8427e and 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
    "https://www.example.com/watch?v=dQw4w9WgXcQ&list=PL123&index=2",
    "00:1A:2B:3C:4D:5E, 192.168.1.10 and 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    "The 1st, 2nd, 3rd and 4th of May; 10k runners, 5km, 3d printing, mp3, h264, 7am, 24h, 1080p",
    "U.S.A. and e.g. i.e. a.k.a. U.K. p.m. J. R. R. Tolkien",
    "C:\\Users\\x\\new\\test.txt and \\d+\\.\\d{2} in a pattern [a-z0-9]",
    "Rock & roll, AT&T, R&D, 50% off, 100%! Q&A: a < b && c > d",
    "Das Wetter ist heute schon wieder schlecht, aber morgen wird es besser.",
    "El perro corre por el parque mientras los gatos duermen en la casa.",
    "Nel mezzo del cammin si trova una piccola casa con un giardino molto bello.",
    "Kot siedzi na dachu i patrzy na ptaki, a pies biega po ogrodzie.",
    "Krzysztof Grzegorz Szczepaniak lives in Szczebrzeszyn with Zbigniew Przybylski",
    "12 13 14 15 16 and 100 101 102 103 104 105; 2024-05-06 12:34:56; 1,2,3,4,5,6",
    "rkt qst bcn tlv lhr jfk grpc vpn ssh tls nginx pgbouncer kubectl etcd xfs btrfs zfs lvm",
    "A B testing, plan B or C, vitamin D, I am, option A: yes, x y plane, p q r",
    "#include <stdio.h>\n#define MAX(a,b) ((a)>(b)?(a):(b))\n\tint x[4] = {1,2,3,4};",
    "internationalization and misunderstandings of counterrevolutionaries",
  ])
  func `an ordinary text needs no reading`(text: String) {
    #expect(reading(.folded, of: text) == nil)
    #expect(reading(.decoded, of: text) == nil)
  }

  @Test(arguments: [
    "Привет! Как дела? Мы сегодня пойдём гулять в парк, если не будет дождя.",
    "Ёлка, йод и объявление на русском языке",
    "Η γρήγορη αλεπού πηδάει πάνω από τον σκύλο",
    "今天天气很好，我们去公园散步吧。",
    "吾輩は猫である。名前はまだ無い。ガギグゲゴ",
    "안녕하세요 오늘 날씨가 좋네요",
    "हम आज पार्क में घूमने जा रहे हैं",
    "สวัสดีครับ วันนี้อากาศดีมาก",
    "שלום עולם, מה שלומך היום",
    "مرحبا بالعالم كيف حالك اليوم",
    "Հայաստանը գեղեցիկ երկիր է",
    "საქართველო ლამაზი ქვეყანაა",
  ])
  func `other scripts keep their letters`(text: String) {
    let expected = text.lowercased().replacing("，", with: ",")
    #expect(withoutFinalSigma(folded(text)) == withoutFinalSigma(expected))
  }

  @Test(arguments: [
    "the card 4111 1111 1111 1111 and r3v34l 1t", "1gn0re +49 30 1234567 pr3v10us",
    "s3nd 4111-1111-1111-1111 n0w t0 b0b@example.com",
  ])
  func `numbers stay numbers beside leet`(text: String) {
    let kept = text.split(separator: " ").filter { word in
      word.allSatisfy { $0.isNumber && $0.isASCII || $0 == "-" || $0 == "+" } || word.contains("@")
    }
    for word in kept { #expect(folded(text).contains(word)) }
  }
}

private func withoutFinalSigma(_ text: String) -> String { text.replacing("ς", with: "σ") }
