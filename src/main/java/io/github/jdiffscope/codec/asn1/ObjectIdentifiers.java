package io.github.jdiffscope.codec.asn1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What object identifiers are called. */
public final class ObjectIdentifiers {
  private static final String TABLE = "object-identifiers.txt";

  private ObjectIdentifiers() {}

  /** Returns the long name, as {@code commonName}, or the identifier itself if it has none here. */
  public static String name(String oid) {
    String[] names = Names.of(oid);
    return names.length == 0 ? oid : names[names.length - 1];
  }

  /** Returns the short name, as {@code CN}, or the identifier itself if it has none here. */
  public static String shortName(String oid) {
    String[] names = Names.of(oid);
    return names.length == 0 ? oid : names[0];
  }

  public static boolean isKnown(String oid) {
    return Names.of(oid).length > 0;
  }

  /**
   * The table, read when the first name is asked for: lines {@code identifier TAB short name [TAB long name]}. It is searched
   * as the text it is: to make a map of it takes longer than the few names that most files have.
   */
  private static final class Names {
    private static final String[] NONE = {};
    private static final int MOST_SEARCHED = 256;
    private static final String TEXT = read();
    private static final Map<String, String[]> FOUND = new ConcurrentHashMap<>();

    static String[] of(String oid) {
      String[] names = FOUND.get(oid);
      if (names == null && FOUND.size() > MOST_SEARCHED) {
        return All.NAMES.getOrDefault(oid, NONE);
      } else if (names == null) {
        int line = TEXT.indexOf("\n" + oid + "\t");
        names = line < 0 ? NONE : names(line + oid.length() + 2);
        FOUND.put(oid, names);
      }
      return names;
    }

    private static String[] names(int start) {
      return TEXT.substring(start, TEXT.indexOf('\n', start)).split("\t");
    }

    private static String read() {
      try (InputStream in = ObjectIdentifiers.class.getResourceAsStream(TABLE)) {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + TABLE, e);
      }
    }
  }

  /** The table as a map, for those who ask for many. */
  private static final class All {
    static final Map<String, String[]> NAMES = new HashMap<>();

    static {
      String text = Names.TEXT;
      for (int line = text.indexOf('\n'); line + 1 < text.length(); line = text.indexOf('\n', line + 1)) {
        int tab = text.indexOf('\t', line);
        NAMES.put(text.substring(line + 1, tab), Names.names(tab + 1));
      }
    }
  }
}
