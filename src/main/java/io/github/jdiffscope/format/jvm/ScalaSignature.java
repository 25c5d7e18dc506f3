package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.io.ByteArrayOutputStream;

/** The annotation {@code scala.reflect.ScalaSignature} of a class, as the symbols that it holds. */
final class ScalaSignature implements SectionContent.TextSource {
  private final byte[] coded;

  private ScalaSignature(byte[] coded) {
    this.coded = coded;
  }

  /** Returns the signature of a class, or null if it has none that can be read. */
  static ScalaSignature of(ClassFile file) {
    ClassAttribute attribute = ClassFile.find(file.attributes, "RuntimeVisibleAnnotations");
    if (attribute == null || ClassFile.find(file.attributes, "ScalaSig") == null) {
      return null;
    }
    try {
      ByteCursor in = file.open(attribute);
      int annotations = in.u2();
      String type = file.pool.utf8(in.u2());
      boolean one = type.equals("Lscala/reflect/ScalaSignature;");
      if (annotations != 1 || !one && !type.equals("Lscala/reflect/ScalaLongSignature;") || in.u2() != 1) {
        return null;
      }
      in.u2();
      int count = in.u1() == '[' ? in.u2() : -1;
      ByteArrayOutputStream coded = new ByteArrayOutputStream();
      for (int i = 0; i < Math.max(1, count); i++) {
        in.skip(count < 0 ? 0 : 1);
        int index = in.u2();
        ModifiedUtf8.lowBytes(file.bytes, file.pool.contentStart(index), file.pool.contentLength(index), coded);
      }
      return new ScalaSignature(coded.toByteArray());
    } catch (FormatException shownAsDamaged) {
      return null;
    }
  }

  @Override
  public CharSequence text() throws FormatException {
    StringBuilder out = new StringBuilder();
    for (String line : new PickledSymbols(decoded()).lines()) {
      out.append(line).append('\n');
    }
    return out;
  }

  /** Undoes ByteCodecs.encode of scala.reflect: seven bits a character, each one higher, modulo 128. */
  private byte[] decoded() {
    byte[] out = new byte[coded.length * 7 / 8];
    long bits = 0;
    int held = 0;
    int length = 0;
    for (byte character : coded) {
      bits |= (long) (character - 1 & 0x7F) << held;
      held += 7;
      if (held >= 8 && length < out.length) {
        out[length++] = (byte) bits;
        bits >>>= 8;
        held -= 8;
      }
    }
    return out;
  }
}
