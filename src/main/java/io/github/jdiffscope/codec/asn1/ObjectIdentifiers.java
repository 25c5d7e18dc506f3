package io.github.jdiffscope.codec.asn1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What object identifiers are called. */
public final class ObjectIdentifiers {
  private static final String TABLE = "object-identifiers.txt";

  private ObjectIdentifiers() {}

  /** Returns the long name, as {@code commonName}, or the identifier itself if it has none here. */
  public static String name(String oid) {
    String[] names = Names.ALL.get(oid);
    return names == null ? oid : names[1];
  }

  /** Returns the short name, as {@code CN}, or the identifier itself if it has none here. */
  public static String shortName(String oid) {
    String[] names = Names.ALL.get(oid);
    return names == null ? oid : names[0];
  }

  public static boolean isKnown(String oid) {
    return Names.ALL.containsKey(oid);
  }

  /** Read when the first name is asked for. */
  private static final class Names {
    static final Map<String, String[]> ALL = read();

    /** Reads lines {@code identifier TAB short name [TAB long name]}. */
    private static Map<String, String[]> read() {
      Map<String, String[]> names = new HashMap<>();
      try (InputStream in = ObjectIdentifiers.class.getResourceAsStream(TABLE);
          BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int first = line.indexOf('\t');
          if (first > 0 && line.charAt(0) != '#') {
            int second = line.indexOf('\t', first + 1);
            String brief = line.substring(first + 1, second < 0 ? line.length() : second);
            names.put(line.substring(0, first), new String[] {brief, second < 0 ? brief : line.substring(second + 1)});
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + TABLE, e);
      }
      return names;
    }
  }
}
