package io.github.jdiffscope.cause;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Explains lines of the form {@code Key: value} or {@code key=value} by what the key is known to hold. */
final class KeyedValues implements Rule {
  private static final Map<String, String> KEYS = Map.ofEntries(
      Map.entry("built-by", "user-or-host"), Map.entry("build-host", "user-or-host"),
      Map.entry("built-host", "user-or-host"), Map.entry("build-user", "user-or-host"),
      Map.entry("buildhost", "user-or-host"), Map.entry("git.build.host", "user-or-host"),
      Map.entry("git.build.user.name", "user-or-host"), Map.entry("git.build.user.email", "user-or-host"),
      Map.entry("user.name", "user-or-host"), Map.entry("os.user", "user-or-host"), Map.entry("build-machine", "user-or-host"),
      Map.entry("build-jdk", "jdk-version"), Map.entry("build-jdk-spec", "jdk-version"),
      Map.entry("build-java-version", "jdk-version"), Map.entry("java-version", "jdk-version"),
      Map.entry("java.version", "jdk-version"), Map.entry("x-compile-source-jdk", "jdk-version"),
      Map.entry("x-compile-target-jdk", "jdk-version"), Map.entry("build-jvm", "jdk-version"),
      Map.entry("created-by", "jdk-version"), Map.entry("originally-created-by", "jdk-version"),
      Map.entry("tool", "tool-version"), Map.entry("archiver-version", "tool-version"),
      Map.entry("ant-version", "tool-version"), Map.entry("gradle-version", "tool-version"),
      Map.entry("build-tool", "tool-version"), Map.entry("maven-version", "tool-version"),
      Map.entry("rpmversion", "tool-version"), Map.entry("generator", "tool-version"),
      Map.entry("bnd-lastmodified", "embedded-timestamp"), Map.entry("build-time", "embedded-timestamp"),
      Map.entry("build-date", "embedded-timestamp"), Map.entry("build-timestamp", "embedded-timestamp"),
      Map.entry("built-on", "embedded-timestamp"), Map.entry("buildtime", "embedded-timestamp"),
      Map.entry("git.build.time", "embedded-timestamp"),
      Map.entry("scm-revision", "git-metadata"), Map.entry("git-commit", "git-metadata"),
      Map.entry("git-revision", "git-metadata"), Map.entry("git-branch", "git-metadata"),
      Map.entry("implementation-build", "git-metadata"), Map.entry("git-descriptor", "git-metadata"),
      Map.entry("build-revision", "git-metadata"), Map.entry("change", "git-metadata"), Map.entry("branch", "git-metadata"));

  /** A key and a value. */
  private record Entry(String key, String value) {}

  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    Entry a = entry(place, removed);
    Entry b = entry(place, added);
    if (a == null || b == null || !a.key().equals(b.key())) {
      return false;
    }
    if (a.key().equals("name")) {
      lines.setLastName(a.value());
    }
    String detail = shown(removed, a) + " / " + b.value();
    String id = known(place, a, b);
    if (id != null) {
      claims.add(id, detail);
      return true;
    }
    return digest(place, lines, a, b, claims) || reordered(place, a, b, claims);
  }

  @Override
  public boolean lone(Place place, Lines lines, String line, boolean isAdded, Claims claims) {
    Entry entry = isManifest(place) ? entry(place, line) : null;
    String id = entry == null ? null : KEYS.get(entry.key());
    // A time on one side only proves nothing: two builds at the same second would differ as well.
    if (id == null || id.equals("embedded-timestamp") || id.equals("git-metadata")) {
      return false;
    }
    claims.add(isTool(entry.value()) ? "tool-version" : id, (isAdded ? "only in right: " : "only in left: ") + line.strip());
    return true;
  }

  @Override
  public String key(Place place, String line) {
    Entry entry = entry(place, line);
    return entry == null ? null : entry.key();
  }

  private static String shown(String line, Entry entry) {
    return line.substring(0, Math.min(line.length(), entry.key().length())).strip() + ' ' + entry.value();
  }

  private static boolean isManifest(Place place) {
    return place.isIn("jvm/manifest") || place.fileName().equals("manifest.mf");
  }

  private static Entry entry(Place place, String line) {
    boolean properties = place.fileName().endsWith(".properties");
    int cut = properties ? line.indexOf('=') : line.indexOf(": ");
    if (cut <= 0 || cut > 80 || line.charAt(0) == ' ' || line.charAt(0) == '#') {
      return null;
    }
    String key = line.substring(0, cut).strip();
    return key.indexOf(' ') >= 0 ? null
        : new Entry(key.toLowerCase(Locale.ROOT), line.substring(cut + (properties ? 1 : 2)).strip());
  }

  private static String known(Place place, Entry a, Entry b) {
    boolean keyed = isManifest(place) || place.fileName().endsWith(".properties") || place.isIn("packaging/");
    String id = keyed ? KEYS.get(a.key()) : null;
    if (place.fileName().equals("git.properties") && a.key().startsWith("git.") && id == null) {
      return "git-metadata";
    }
    if (id == null) {
      return null;
    }
    return switch (id) {
      case "jdk-version" -> isTool(a.value()) || isTool(b.value()) ? "tool-version" : id;
      case "embedded-timestamp" -> isTime(a.value()) && isTime(b.value()) ? id : null;
      case "git-metadata" -> TypedValues.isGit(place, a.key()) || isHex(a.value()) && isHex(b.value()) ? id : null;
      default -> id;
    };
  }

  private static boolean isTool(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    return text.contains("maven") || text.contains("gradle") || text.contains("plugin") || text.contains("ant ")
        || text.contains("bnd") || text.contains("sbt");
  }

  private static boolean isTime(String value) {
    return Dates.end(value, 0) > 0 || Dates.isEpoch(value, "time");
  }

  private static boolean isHex(String value) {
    return value.length() >= 7 && value.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /** Explains {@code SHA-256-Digest: ...} below {@code Name: member} if that member differs. */
  private static boolean digest(Place place, Lines lines, Entry a, Entry b, Claims claims) {
    if (!a.key().endsWith("-digest") && !a.key().endsWith("-digest-manifest")) {
      return false;
    }
    String origin = a.key().startsWith("sha-256-") ? place.facts().nameOfDigests(hex(a.value()), hex(b.value())) : null;
    if (origin == null && lines.lastName() != null && place.facts().differs(lines.lastName())) {
      origin = lines.lastName();
    }
    if (origin == null) {
      return false;
    }
    claims.add("checksum-of-other", "digest of " + origin);
    return true;
  }

  private static String hex(String base64) {
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return base64;
    }
  }

  /** Explains a value whose elements, cut at commas outside quotes, are the same in another order. */
  private static boolean reordered(Place place, Entry a, Entry b, Claims claims) {
    if (!isManifest(place) || a.value().length() != b.value().length()) {
      return false;
    }
    List<String> x = elements(a.value());
    List<String> y = elements(b.value());
    Collections.sort(x);
    Collections.sort(y);
    if (x.size() < 2 || !x.equals(y)) {
      return false;
    }
    claims.add("manifest-order", a.key());
    return true;
  }

  private static List<String> elements(String value) {
    List<String> elements = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        elements.add(value.substring(from, i).strip());
        from = i + 1;
      }
    }
    elements.add(value.substring(from).strip());
    return elements;
  }
}
