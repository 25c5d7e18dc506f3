package io.github.jdiffscope.job;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The frames that a parent and a worker exchange on the worker's standard input and output: a length, a type, a
 * payload. See protocol.md.
 */
public final class Protocol {
  /** Changes whenever a frame's meaning does. */
  public static final int VERSION = 1;
  /** Larger payloads are refused: outcomes larger than {@link #INLINE_LIMIT} go through a file. */
  public static final int MAX_PAYLOAD = 64 << 20;
  /** Outcomes up to this size travel in the frame itself. */
  public static final int INLINE_LIMIT = 256 << 10;

  /** Payload: {@code {"protocol":n,"catalogue":"..."}}. First frame of a worker, exactly once. */
  public static final byte HELLO = 'H';
  /** Payload: a {@link ComparisonJob}. Parent to worker. */
  public static final byte JOB = 'J';
  /** Payload: a {@link JobOutcome}. Worker to parent. */
  public static final byte OUTCOME = 'O';
  /** Payload: path of a file in the job's scratch folder that holds a {@link JobOutcome}. Worker to parent. */
  public static final byte OUTCOME_FILE = 'F';

  private Protocol() {}

  /**
   * A frame.
   *
   * @param type one of the constants of {@link Protocol}
   */
  public record Frame(byte type, byte[] payload) {}

  /** Writes a frame and flushes. */
  public static void write(DataOutputStream out, byte type, byte[] payload) throws IOException {
    if (payload.length > MAX_PAYLOAD) {
      throw new IOException("a frame of " + payload.length + " bytes is larger than " + MAX_PAYLOAD);
    }
    out.writeInt(payload.length);
    out.writeByte(type);
    out.write(payload);
    out.flush();
  }

  /**
   * Returns the next frame, or null where the stream ends between frames.
   *
   * @throws IOException if it ends inside a frame or the length is out of range; the message says which
   */
  public static Frame read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    try {
      int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
      if (length < 0 || length > MAX_PAYLOAD) {
        throw new IOException("answered garbage: a frame of " + Integer.toUnsignedString(length) + " bytes");
      }
      byte type = in.readByte();
      byte[] payload = in.readNBytes(length);
      if (payload.length < length) {
        throw new EOFException();
      }
      return new Frame(type, payload);
    } catch (EOFException cut) {
      throw new IOException("ended in the middle of an answer", cut);
    }
  }
}
