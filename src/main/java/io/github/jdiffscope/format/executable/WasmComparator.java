package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.wasm.WasmDescription;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** WebAssembly modules. */
final class WasmComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 256 << 20;
  private static final Format FORMAT = Format.of("executable/wasm", "WebAssembly module",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.has(0, "\0asm") && probe.size() >= 8;
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    new WasmDescription(artifact.blob().all(SIZE_LIMIT), sections).describe();
  }
}
