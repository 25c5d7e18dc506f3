package io.github.jdiffscope.pool;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A format whose files say what goes wrong when they are described: {@code FAULT halt}, {@code FAULT loop}, ... */
public final class FaultyComparator implements FormatComparator {
  private static final Format FORMAT =
      Format.of("generic/fault", "a file that makes its comparator fail", Signature.magic(0, "FAULT ")).inWorker();

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    String text = new String(artifact.blob().all(1 << 20), StandardCharsets.UTF_8);
    String fault = text.substring("FAULT ".length(), text.indexOf('\n'));
    switch (fault) {
      case "halt" -> Runtime.getRuntime().halt(7);
      case "kill" -> new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      case "throw" -> throw new IllegalStateException("it threw");
      case "stdout" -> System.out.println("a library prints to standard output ".repeat(5000));
      case "stderr" -> System.err.println("a library floods standard error ".repeat(200_000));
      case "malformed" -> throw FormatException.at(6, "the header is wrong");
      case "overflow" -> overflow(0);
      case "memory" -> exhaust();
      case "quine" -> members.file("itself", artifact.blob().location());
      case "none", "loop" -> { }
      default -> throw new IllegalStateException(fault);
    }
    while (fault.equals("loop") || fault.equals("kill")) {
      Thread.onSpinWait();
    }
    sections.add(Section.text("", text));
  }

  private static int overflow(int depth) {
    return overflow(depth + 1) + 1;
  }

  private static void exhaust() {
    List<long[]> all = new ArrayList<>();
    while (all.size() < Integer.MAX_VALUE) {
      all.add(new long[1 << 20]);
    }
  }
}
