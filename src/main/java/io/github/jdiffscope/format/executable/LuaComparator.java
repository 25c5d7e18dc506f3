package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.lua.LuaDescription;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Compiled Lua chunks. */
final class LuaComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 64 << 20;
  private static final Format FORMAT = Format.of("executable/lua", "compiled Lua chunk", Signature.magic(0, "\33Lua"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    new LuaDescription(sections).describe(artifact.blob(), artifact.blob().all(SIZE_LIMIT));
  }
}
