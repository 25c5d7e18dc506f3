package io.github.jdiffscope.format.executable.demangle;

import io.github.jdiffscope.format.executable.demangle.Itanium.Piece;
import java.util.HashMap;
import java.util.Map;

/** The names of operators, builtin types and abbreviations (Itanium C++ ABI, 5.1.3 to 5.1.10). */
final class ItaniumOperators {
  private static final Map<String, String> OPERATORS = new HashMap<>();
  private static final Map<String, Integer> OPERANDS = new HashMap<>();
  private static final String[] BUILTIN = new String[128];
  private static final Map<Character, String> DOUBLED = Map.ofEntries(Map.entry('n', "decltype(nullptr)"),
      Map.entry('i', "char32_t"), Map.entry('s', "char16_t"), Map.entry('u', "char8_t"), Map.entry('a', "auto"),
      Map.entry('c', "decltype(auto)"), Map.entry('f', "decimal32"), Map.entry('d', "decimal64"),
      Map.entry('e', "decimal128"), Map.entry('h', "half"));

  static {
    String all = "nw new 3 na new[] 3 dl delete 1 da delete[] 1 aw co_await 1 ps + 1 ng - 1 ad & 1 de * 1 co ~ 1 pl + 2 mi - 2 "
        + "ml * 2 dv / 2 rm % 2 an & 2 or | 2 eo ^ 2 aS = 2 pL += 2 mI -= 2 mL *= 2 dV /= 2 rM %= 2 aN &= 2 oR |= 2 eO ^= 2 "
        + "ls << 2 rs >> 2 lS <<= 2 rS >>= 2 eq == 2 ne != 2 lt < 2 gt > 2 le <= 2 ge >= 2 ss <=> 2 nt ! 1 aa && 2 oo || 2 "
        + "pp ++ 1 mm -- 1 cm , 2 pm ->* 2 pt -> 2 cl () 2 ix [] 2 qu ? 3 sz sizeof_ 1 st sizeof_ 1 at alignof_ 1 "
        + "az alignof_ 1 nx noexcept 1 ds .* 2";
    String[] words = all.split(" ");
    for (int i = 0; i < words.length; i += 3) {
      OPERATORS.put(words[i], words[i + 1].replace('_', ' ').replace("co await", "co_await"));
      OPERANDS.put(words[i], Integer.parseInt(words[i + 2]));
    }
    String[] types = ("v void w wchar_t b bool c char a signed_char h unsigned_char s short t unsigned_short i int "
        + "j unsigned_int l long m unsigned_long x long_long y unsigned_long_long n __int128 o unsigned___int128 f float "
        + "d double e long_double g __float128 z ...").split(" ");
    for (int i = 0; i < types.length; i += 2) {
      String word = types[i + 1];
      BUILTIN[types[i].charAt(0)] = word.startsWith("__") || word.equals("wchar_t") ? word
          : word.replace("unsigned___", "unsigned __").replaceFirst("_(?!_)", " ").replace("long_long", "long long");
    }
    BUILTIN['o'] = "unsigned __int128";
    BUILTIN['y'] = "unsigned long long";
  }

  private ItaniumOperators() {}

  /** Returns the operator at a position, or null. */
  static String name(String in, int at) {
    return at + 2 > in.length() ? null : OPERATORS.get(in.substring(at, at + 2));
  }

  static int operands(String code) {
    return OPERANDS.getOrDefault(code, 0);
  }

  static String builtin(char c) {
    return c < BUILTIN.length ? BUILTIN[c] : null;
  }

  /** Returns the type that is written {@code D} and a letter, or null. */
  static String doubled(char c) {
    return DOUBLED.get(c);
  }

  /** Returns what an abbreviation stands for, or null. */
  static Piece standard(char c) {
    return switch (c) {
      case 't' -> Piece.of("std");
      case 'a' -> Piece.of("std::allocator", "allocator");
      case 'b' -> Piece.of("std::basic_string", "basic_string");
      case 's' -> Piece.of("std::basic_string<char, std::char_traits<char>, std::allocator<char> >", "basic_string");
      case 'i', 'o', 'd' -> stream(c == 'i' ? "istream" : c == 'o' ? "ostream" : "iostream");
      default -> null;
    };
  }

  private static Piece stream(String name) {
    return Piece.of("std::basic_" + name + "<char, std::char_traits<char> >", "basic_" + name);
  }
}
