package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * File hierarchies as mtree(5) describes them: each path with its attributes, those that {@code /set} gives to all
 * that follow included. What follows from the content of a file is shown where nothing else differs.
 */
final class MtreeComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 256 << 20;
  private static final int MAX_DEPTH = 1000;
  private static final Set<String> CONSEQUENCES = Set.of("size", "cksum", "md5", "md5digest", "rmd160",
      "rmd160digest", "ripemd160digest", "sha1", "sha1digest", "sha256", "sha256digest", "sha384", "sha384digest",
      "sha512", "sha512digest");
  private static final List<String> COMMON = List.of("type", "mode", "uid", "gid", "time");
  private static final Format FORMAT = Format.of("packaging/mtree", "mtree file hierarchy",
      Signature.magic(0, "#mtree")).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  /** What is known while lines are read. */
  private static final class Reader {
    private final Map<String, String> defaults = new TreeMap<>();
    private final List<String> folders = new ArrayList<>();
    private final List<Row> attributes = new ArrayList<>();
    private final List<Row> contents = new ArrayList<>();

    void line(String line) {
      String[] words = line.split("[ \t]+");
      if (words[0].equals("/set")) {
        put(words, defaults);
      } else if (words[0].equals("/unset")) {
        for (String word : words) {
          defaults.remove(word);
        }
      } else if (words[0].equals("..")) {
        if (!folders.isEmpty()) {
          folders.remove(folders.size() - 1);
        }
      } else {
        Map<String, String> own = new TreeMap<>(defaults);
        put(words, own);
        String path = words[0].indexOf('/') >= 0 || folders.isEmpty() ? words[0]
            : String.join("/", folders) + '/' + words[0];
        if (words[0].indexOf('/') < 0 && "dir".equals(own.get("type")) && folders.size() < MAX_DEPTH) {
          folders.add(words[0]);
        }
        attributes.add(row(path, own, false));
        contents.add(row(path, own, true));
      }
    }

    private static void put(String[] words, Map<String, String> into) {
      for (int i = 1; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        into.put(equals < 0 ? words[i] : words[i].substring(0, equals), equals < 0 ? "" : words[i].substring(equals + 1));
      }
    }

    private static Row row(String path, Map<String, String> values, boolean consequences) {
      StringBuilder text = new StringBuilder(path);
      // What most rows have stands first, so that it stands at one place in all of them.
      Set<String> keys = new LinkedHashSet<>(COMMON);
      keys.addAll(values.keySet());
      for (String key : keys) {
        String value = values.get(key);
        if (value != null && CONSEQUENCES.contains(key) == consequences) {
          text.append(' ').append(key).append(value.isEmpty() ? "" : "=" + value);
        }
      }
      return new Row(path, text.toString());
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Reader reader = new Reader();
    StringBuilder joined = new StringBuilder();
    new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8).lines().map(String::strip).forEach(line -> {
      boolean continued = line.endsWith("\\");
      joined.append(continued ? line.substring(0, line.length() - 1) : line);
      if (!continued) {
        if (joined.length() > 0 && joined.charAt(0) != '#') {
          reader.line(joined.toString());
        }
        joined.setLength(0);
      }
    });
    sections.add(Section.listing("attributes", List.of(), reader.attributes));
    sections.add(Section.separate("sizes and digests", reader.contents).atLevel(1));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
