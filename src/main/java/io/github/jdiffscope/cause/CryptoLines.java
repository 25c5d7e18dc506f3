package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Difference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains what is made up anew whenever something is signed or encrypted, and what follows from what was signed. */
final class CryptoLines implements Rule {
  private static final String FAMILY = "crypto/";

  @Override
  public boolean whole(Place place, Difference node, Claims claims) {
    if (node.unifiedDiff() == null || !place.isIn(FAMILY)) {
      return false;
    }
    String section = place.section();
    boolean value = section.equals("signature value") || section.equals("authentication code")
        || section.equals("digest of the store and its password");
    // The key that signs a kernel's modules is made when the kernel is built.
    if (value || place.isIn("crypto/pkcs7") && section.equals("message") && place.isWithin("executable/elf")) {
      claims.add("signature", "");
      return true;
    }
    return false;
  }

  /** Explains two lines that are equal but for such values. */
  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (!place.isIn(FAMILY)) {
      return false;
    }
    for (Values values : Values.ALL) {
      if (values.isIn(place.section()) && values.explain(removed, added, claims)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Values of one kind.
   *
   * @param section what the title of the section starts with
   * @param pattern the value is its first group, what it is called is what the match starts with
   */
  private record Values(String section, Pattern pattern, String cause) {
    static final Values[] ALL = {
        new Values("openssl x509", "Serial Number: (-?[0-9]+ \\(-?0x[0-9a-f]+\\))", "random-id"),
        new Values("openssl x509", "^ {12}((?:[0-9a-f]{2}:){8,19}[0-9a-f]{2})$", "random-id"),
        new Values("timestamp", "(?:Serial number|Nonce): (0x[0-9A-F]+)", "random-id"),
        new Values("", "(?:salt:? |-(?:cbc|CBC|gcm) with )([0-9a-fA-F]{8,})", "random-id"),
        new Values("", "(?:messageDigest|Message data|digest of the program): ([0-9a-f]{32,})", "checksum-of-other")};

    Values(String section, String pattern, String cause) {
      this(section, Pattern.compile(pattern), cause);
    }

    boolean isIn(String title) {
      return title.startsWith(section);
    }

    boolean explain(String removed, String added, Claims claims) {
      Matcher a = pattern.matcher(removed);
      Matcher b = pattern.matcher(added);
      if (!a.find() || !b.find() || !without(a).equals(without(b))) {
        return false;
      }
      claims.add(cause, "");
      return true;
    }

    /** Returns the line without the values. */
    private static String without(Matcher matcher) {
      return matcher.replaceAll(found ->
          Matcher.quoteReplacement(found.group().substring(0, found.start(1) - found.start())));
    }
  }
}
