package io.github.jdiffscope.codec.compress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Decodes LZFSE: blocks that are stored, coded by LZVN, or coded as literals and copies by finite state entropy. */
public final class LzfseDecoder {
  private static final int STORED = 0x2D787662;
  private static final int LZVN = 0x6E787662;
  private static final int PLAIN_TABLES = 0x31787662;
  private static final int CODED_TABLES = 0x32787662;
  private static final int END = 0x24787662;

  private LzfseDecoder() {}

  /** Returns how many bytes were decoded: fewer than {@code out} holds if the stream ends before. */
  public static int decode(byte[] coded, byte[] out) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(coded).order(ByteOrder.LITTLE_ENDIAN);
    int position = 0;
    while (position < out.length && in.remaining() >= 4) {
      int start = in.position();
      int kind = in.getInt();
      switch (kind) {
        case END:
          return position;
        case STORED:
          position = stored(in, out, position);
          break;
        case LZVN:
          position = lzvn(in, out, position);
          break;
        case PLAIN_TABLES:
        case CODED_TABLES:
          position = new LzfseBlock(in, kind == CODED_TABLES).decode(out, position);
          break;
        default:
          throw new IOException("no block of LZFSE at " + start);
      }
    }
    return position;
  }

  static void need(ByteBuffer in, long length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new IOException("LZFSE block is cut off at " + in.limit());
    }
  }

  private static int stored(ByteBuffer in, byte[] out, int position) throws IOException {
    need(in, 4);
    int length = in.getInt();
    need(in, length);
    int count = Math.min(length, out.length - position);
    in.get(out, position, count);
    in.position(in.position() + length - count);
    return position + count;
  }

  private static int lzvn(ByteBuffer in, byte[] out, int position) throws IOException {
    need(in, 8);
    int decoded = in.getInt();
    int length = in.getInt();
    need(in, length);
    int from = in.position();
    in.position(from + length);
    int end = LzvnDecoder.decode(in.array(), from, from + length, out, position);
    if (end - position != Math.min(decoded, out.length - position)) {
      throw new IOException("LZVN block at " + from + " decodes to " + (end - position) + " bytes instead of " + decoded);
    }
    return end;
  }
}
