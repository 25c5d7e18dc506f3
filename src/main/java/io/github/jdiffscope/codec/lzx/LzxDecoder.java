package io.github.jdiffscope.codec.lzx;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes LZX, after Microsoft's "LZX DELTA Compression and Decompression" [MS-PATCH] and the Cabinet SDK's description.
 * One decoder decodes one folder, frame after frame.
 */
public final class LzxDecoder {
  public static final int FRAME = 1 << 15;
  private static final int CHARACTERS = 256;
  private static final int LENGTHS = 249;
  private static final int PRETREE = 20;
  private static final int ALIGNED = 8;
  private static final int LONGEST_MATCH = 257 + 2;
  private static final int LARGEST_EXTRA = 17;
  private static final int[] SLOTS = {30, 32, 34, 36, 38, 42, 50};
  private static final int TRANSLATED_FRAMES = 1 << 15;
  /** What Windows images take as the size of the file whose calls are translated. */
  private static final int IMAGE_FILE_SIZE = 12_000_000;
  private static final int VERBATIM = 1;
  private static final int ALIGNED_OFFSETS = 2;
  private static final int UNCOMPRESSED = 3;

  private final int mainElements;
  private final byte[] mainLengths;
  private final byte[] lengthLengths = new byte[LENGTHS];
  private final int[] base;
  private final boolean image;
  private final int windowSize;
  private final byte[] window;
  private int windowPosition;
  private int r0 = 1;
  private int r1 = 1;
  private int r2 = 1;
  private int blockType;
  private int blockLeft;
  private boolean oddBlock;
  private HuffmanTable main;
  private HuffmanTable length;
  private HuffmanTable aligned;
  private int fileSize;
  private boolean started;
  private long produced;
  private long ordered;

  private LzxDecoder(int windowBits, boolean image) throws IOException {
    if (windowBits < 15 || windowBits > 21) {
      throw new IOException("LZX window of 2^" + windowBits + " bytes is not supported");
    }
    int slots = SLOTS[windowBits - 15];
    this.image = image;
    this.windowSize = 1 << windowBits;
    this.mainElements = CHARACTERS + 8 * slots;
    this.mainLengths = new byte[mainElements];
    this.window = new byte[(1 << windowBits) + FRAME + LONGEST_MATCH];
    this.base = new int[slots + 1];
    for (int slot = 0; slot < slots; slot++) {
      base[slot + 1] = base[slot] + (1 << extraBits(slot));
    }
    if (image) {
      fileSize = IMAGE_FILE_SIZE;
      started = true;
    }
  }

  /** Returns a decoder for a folder of a cabinet. */
  public static LzxDecoder ofCabinet(int windowBits) throws IOException {
    return new LzxDecoder(windowBits, false);
  }

  /** Returns a decoder for one chunk of a Windows image. */
  public static LzxDecoder ofImage(int windowBits) throws IOException {
    return new LzxDecoder(windowBits, true);
  }

  private static int extraBits(int slot) {
    return slot < 4 ? 0 : Math.min(LARGEST_EXTRA, slot / 2 - 1);
  }

  /**
   * Decodes the next frame.
   *
   * @param size decoded, at most {@link #FRAME}; less only in the last frame
   */
  public byte[] decode(byte[] input, int size) throws IOException {
    if (size < 0 || size > (image ? windowSize : FRAME)) {
      throw new IOException("LZX frame of " + size + " bytes is too large");
    }
    LzxBits bits = new LzxBits(input, 0, input.length);
    try {
      if (!started) {
        started = true;
        fileSize = bits.read(1) == 0 ? 0 : bits.read(16) << 16 | bits.read(16);
      }
      while (ordered < produced + size) {
        if (blockLeft == 0) {
          startBlock(bits);
        }
        int wanted = (int) Math.min(blockLeft, produced + size - ordered);
        int before = windowPosition;
        if (blockType == UNCOMPRESSED) {
          copy(bits, wanted);
        } else {
          decodeBlock(bits, wanted);
        }
        int done = windowPosition - before;
        ordered += done;
        blockLeft = Math.max(0, blockLeft - done);
        if (bits.isExhausted()) {
          throw new IOException("LZX frame is cut off");
        }
      }
    } catch (IndexOutOfBoundsException outside) {
      throw new IOException("LZX frame is damaged", outside);
    }
    return finish(size);
  }

  private byte[] finish(int size) {
    int overrun = (int) (ordered - produced - size);
    byte[] frame = Arrays.copyOfRange(window, windowPosition - overrun - size, windowPosition - overrun);
    int frameNumber = (int) (produced / FRAME);
    if (fileSize != 0 && frameNumber < TRANSLATED_FRAMES && size > 10) {
      translate(frame, (int) produced);
    }
    produced += size;
    int kept = window.length - FRAME - LONGEST_MATCH;
    if (windowPosition > kept) {
      System.arraycopy(window, windowPosition - kept, window, 0, kept);
      windowPosition = kept;
    }
    return frame;
  }

  /** Turns absolute targets of x86 call instructions back into relative ones. */
  private void translate(byte[] frame, int position) {
    for (int i = 0; i < frame.length - 10; i++) {
      if ((frame[i] & 0xFF) != 0xE8) {
        continue;
      }
      int absolute = frame[i + 1] & 0xFF | (frame[i + 2] & 0xFF) << 8 | (frame[i + 3] & 0xFF) << 16 | frame[i + 4] << 24;
      int current = position + i;
      if (absolute >= -current && absolute < fileSize) {
        int relative = absolute >= 0 ? absolute - current : absolute + fileSize;
        for (int k = 0; k < 4; k++) {
          frame[i + 1 + k] = (byte) (relative >> 8 * k);
        }
      }
      i += 4;
    }
  }

  private void startBlock(LzxBits bits) throws IOException {
    if (oddBlock && blockType == UNCOMPRESSED) {
      bits.readByte();
      oddBlock = false;
    }
    blockType = bits.read(3);
    blockLeft = image ? imageBlockSize(bits) : bits.read(16) << 8 | bits.read(8);
    switch (blockType) {
      case ALIGNED_OFFSETS -> {
        byte[] lengths = new byte[ALIGNED];
        for (int i = 0; i < ALIGNED; i++) {
          lengths[i] = (byte) bits.read(3);
        }
        aligned = new HuffmanTable(lengths, 0, ALIGNED);
        readTrees(bits);
      }
      case VERBATIM -> readTrees(bits);
      case UNCOMPRESSED -> {
        bits.startBytes();
        r0 = bits.readInt();
        r1 = bits.readInt();
        r2 = bits.readInt();
        oddBlock = (blockLeft & 1) != 0;
      }
      default -> throw new IOException("LZX block type " + blockType + " is not known");
    }
    if (blockLeft == 0) {
      throw new IOException("LZX block is empty");
    }
  }

  /** Images have a bit for the usual size, and 24 bits only where chunks are larger than 16 bits can say. */
  private int imageBlockSize(LzxBits bits) {
    if (bits.read(1) == 1) {
      return FRAME;
    }
    int size = bits.read(16);
    return windowSize > FRAME ? size << 8 | bits.read(8) : size;
  }

  private void readTrees(LzxBits bits) throws IOException {
    readLengths(bits, mainLengths, 0, CHARACTERS);
    readLengths(bits, mainLengths, CHARACTERS, mainElements);
    main = new HuffmanTable(mainLengths, 0, mainElements);
    readLengths(bits, lengthLengths, 0, LENGTHS);
    length = new HuffmanTable(lengthLengths, 0, LENGTHS);
  }

  /** Lengths are stored as differences to those of the block before, with runs, coded by a tree of their own. */
  private static void readLengths(LzxBits bits, byte[] lengths, int from, int to) throws IOException {
    byte[] own = new byte[PRETREE];
    for (int i = 0; i < PRETREE; i++) {
      own[i] = (byte) bits.read(4);
    }
    HuffmanTable tree = new HuffmanTable(own, 0, PRETREE);
    for (int i = from; i < to; ) {
      int code = tree.decode(bits);
      int run = 1;
      int value = 0;
      if (code == 17) {
        run = 4 + bits.read(4);
      } else if (code == 18) {
        run = 20 + bits.read(5);
      } else {
        if (code == 19) {
          run = 4 + bits.read(1);
          code = tree.decode(bits);
        }
        value = (lengths[i] - code + 17) % 17;
      }
      for (int end = Math.min(to, i + run); i < end; i++) {
        lengths[i] = (byte) value;
      }
    }
  }

  private void copy(LzxBits bits, int count) {
    for (int i = 0; i < count; i++) {
      window[windowPosition++] = (byte) bits.readByte();
    }
  }

  private void decodeBlock(LzxBits bits, int count) throws IOException {
    int end = windowPosition + count;
    while (windowPosition < end) {
      int element = main.decode(bits);
      if (element < CHARACTERS) {
        window[windowPosition++] = (byte) element;
        continue;
      }
      element -= CHARACTERS;
      int size = (element & 7) + 2;
      if ((element & 7) == 7) {
        size += length.decode(bits);
      }
      int offset = offset(bits, element >> 3);
      if (offset <= 0 || offset > windowPosition) {
        throw new IOException("LZX match goes back before the start");
      }
      for (int i = 0; i < size; i++) {
        window[windowPosition] = window[windowPosition - offset];
        windowPosition++;
      }
      if (bits.isExhausted()) {
        throw new IOException("LZX frame is cut off");
      }
    }
  }

  private int offset(LzxBits bits, int slot) throws IOException {
    if (slot == 0) {
      return r0;
    }
    int offset;
    if (slot == 1) {
      offset = r1;
      r1 = r0;
    } else if (slot == 2) {
      offset = r2;
      r2 = r0;
    } else {
      offset = base[slot] - 2 + distance(bits, extraBits(slot));
      r2 = r1;
      r1 = r0;
    }
    r0 = offset;
    return offset;
  }

  private int distance(LzxBits bits, int extra) throws IOException {
    if (blockType == ALIGNED_OFFSETS && extra >= 3) {
      int high = extra > 3 ? bits.read(extra - 3) << 3 : 0;
      return high + aligned.decode(bits);
    }
    return bits.read(extra);
  }
}
