package io.github.jdiffscope.format.filesystem;

/** Unix modes as {@code ls -l} prints them. */
final class UnixMode {
  static final int TYPE = 0xF000;
  static final int PIPE = 0x1000;
  static final int CHARACTER = 0x2000;
  static final int DIRECTORY = 0x4000;
  static final int BLOCK = 0x6000;
  static final int FILE = 0x8000;
  static final int LINK = 0xA000;
  static final int SOCKET = 0xC000;

  private UnixMode() {}

  static String text(int mode) {
    StringBuilder text = new StringBuilder(10);
    text.append(switch (mode & TYPE) {
      case DIRECTORY -> 'd';
      case LINK -> 'l';
      case BLOCK -> 'b';
      case CHARACTER -> 'c';
      case PIPE -> 'p';
      case SOCKET -> 's';
      case FILE -> '-';
      default -> '?';
    });
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = mode >> shift;
      // Set-user, set-group and sticky bits replace the x of their triple.
      boolean special = (mode & (shift == 6 ? 0x800 : shift == 3 ? 0x400 : 0x200)) != 0;
      char mark = shift == 0 ? 't' : 's';
      boolean execute = (bits & 1) != 0;
      text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-')
          .append(special ? execute ? mark : Character.toUpperCase(mark) : execute ? 'x' : '-');
    }
    return text.toString();
  }

  static boolean isDirectory(int mode) {
    return (mode & TYPE) == DIRECTORY;
  }

  static boolean isDevice(int mode) {
    return (mode & TYPE) == BLOCK || (mode & TYPE) == CHARACTER;
  }

  /** Returns the major number of a device as Linux encodes it in 32 bits (new_encode_dev). */
  static int major(long device) {
    return (int) (device >>> 8 & 0xFFF);
  }

  static int minor(long device) {
    return (int) (device & 0xFF | device >>> 12 & 0xFFF00);
  }
}
