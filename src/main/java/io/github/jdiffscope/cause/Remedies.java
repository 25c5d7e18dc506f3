package io.github.jdiffscope.cause;

/** What to change in the build, for the tool that was seen where one was seen. */
final class Remedies {
  private static final String MAVEN_TIME = "set project.build.outputTimestamp in pom.xml";
  private static final String GRADLE_ARCHIVES =
      "set preserveFileTimestamps = false and reproducibleFileOrder = true on AbstractArchiveTask";
  private static final String EPOCH = "set SOURCE_DATE_EPOCH for the build";

  private Remedies() {}

  /** Returns the remedy for a cause at a place, or an empty text where there is nothing to change. */
  static String of(String id, Place place) {
    return switch (id) {
      case "archive-timestamps" -> archiveTimes(place);
      case "archive-order" -> archiveOrder(place);
      case "embedded-timestamp" -> embeddedTime(place);
      default -> general(id);
    };
  }

  private static String archiveTimes(Place place) {
    if (isJava(place)) {
      return place.facts().isGradle() ? GRADLE_ARCHIVES : place.facts().isMaven() ? MAVEN_TIME
          : "Maven: " + MAVEN_TIME + "; Gradle: preserveFileTimestamps = false";
    }
    return place.isWithin("archive/tar") ? "tar --mtime=@$SOURCE_DATE_EPOCH --clamp-mtime" : EPOCH;
  }

  private static String archiveOrder(Place place) {
    if (isJava(place)) {
      return place.facts().isGradle() ? GRADLE_ARCHIVES
          : "Maven: a recent version of the packaging plugin; Gradle: reproducibleFileOrder = true";
    }
    return place.isWithin("archive/tar") ? "tar --sort=name" : "sort the names before archiving";
  }

  private static String embeddedTime(Place place) {
    if (place.fileName().endsWith(".properties")) {
      return "java.util.Properties.store writes the date into a comment: drop that line or write the file otherwise";
    }
    if (place.fileName().endsWith(".html")) {
      return "javadoc -notimestamp, or " + EPOCH;
    }
    if (place.isIn("jvm/manifest") || place.fileName().equals("manifest.mf")) {
      return "drop the attribute, or derive it from SOURCE_DATE_EPOCH";
    }
    return EPOCH + ", or drop the field";
  }

  private static boolean isJava(Place place) {
    for (Place at = place; at != null; at = at.parent()) {
      String format = at.format();
      String name = at.name();
      if (format.equals("archive/jar") || format.equals("archive/war") || format.equals("archive/ear")
          || format.startsWith("jvm/") || name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear")) {
        return true;
      }
    }
    return false;
  }

  /** Returns the remedy when nothing is known about the place. */
  static String general(String id) {
    return switch (id) {
      case "archive-timestamps" -> "Maven: " + MAVEN_TIME + "; Gradle: preserveFileTimestamps = false; tar --mtime; "
          + "others: " + EPOCH;
      case "archive-order" -> "Gradle: reproducibleFileOrder = true; tar --sort=name; others: sort the names before archiving";
      case "archive-owner" -> "tar --owner=0 --group=0 --numeric-owner";
      case "file-modes" -> "set the umask in the build, or normalise modes: tar --mode, Gradle filePermissions";
      case "compression" -> "pin the compressor, its version and its level; gzip -n";
      case "embedded-timestamp" -> EPOCH + ", or drop the field";
      case "copyright-year" -> "take the year from SOURCE_DATE_EPOCH or from the commit";
      case "build-path" -> "build at one path, or map it: -ffile-prefix-map, -trimpath, --remap-path-prefix";
      case "user-or-host" -> "drop the attribute";
      case "jdk-version" -> "build with the same JDK (toolchains), and set --release";
      case "tool-version" -> "pin the version of the tool";
      case "line-endings" -> "set eol in .gitattributes";
      case "encoding" -> "set project.build.sourceEncoding, or -encoding";
      case "locale" -> "set LC_ALL=C.UTF-8, or -locale en";
      case "manifest-order", "property-order", "list-order" -> "sort before writing";
      case "git-metadata" -> "build from a clean checkout of the tag";
      case "sbom" -> "use the generator's reproducible mode: no serial number, time from SOURCE_DATE_EPOCH";
      case "random-id" -> "derive it from the content, or seed the generator";
      case "generated-names" -> "same compiler; generate in one thread";
      case "bytecode-order", "bytecode-compiler" -> "same compiler and --release";
      case "bytecode-debug" -> "same sources and the same -g flags";
      case "signature" -> "compare the unsigned artifacts";
      case "build-id" -> "-Wl,--build-id=none or a build id of the content; then remove what differs in the content";
      case "link-order" -> "sort the inputs of the linker";
      case "version-string" -> "compare builds of one version: of the tag, not of a snapshot";
      case "minified" -> "pin the version of the minifier";
      default -> "";
    };
  }
}
