package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;

/** Artifacts without bytes, that are all said by one line: links, devices, pipes. */
final class TargetComparator implements FormatComparator {
  private final Format format;
  private final String label;

  private TargetComparator(Format format, String label) {
    this.format = format;
    this.label = label;
  }

  static TargetComparator symlink() {
    return new TargetComparator(Format.of("generic/symlink", "symbolic link"), "destination: ");
  }

  static TargetComparator device() {
    return new TargetComparator(Format.of("generic/device", "block or character device"), "device: ");
  }

  static TargetComparator special() {
    return new TargetComparator(Format.of("generic/special", "named pipe, socket or other special file"), "kind: ");
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    sections.add(Section.text("", label + artifact.artifact().target() + '\n'));
  }
}
