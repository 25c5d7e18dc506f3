import io.github.jdiffscope.textdiff.BinaryDiffer;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.DiffLimits;
import io.github.jdiffscope.textdiff.TextDifference;
import io.github.jdiffscope.textdiff.TextDiffer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The engine alone, as a process: {@code DiffMain text|bytes LEFT RIGHT}; text without limits, bytes with the usual. */
public final class DiffMain {
  /** Three lines of context as {@code diff -u} has them, and nothing cut. */
  private static final DiffLimits AS_DIFF = new DiffLimits(3, 0, 0, 0);

  private DiffMain() {}

  public static void main(String[] arguments) throws IOException {
    ByteSource left = new FileSource(arguments[1]);
    ByteSource right = new FileSource(arguments[2]);
    TextDifference difference = arguments[0].equals("text") ? new TextDiffer(AS_DIFF).compare(left, right)
        : new BinaryDiffer(DiffLimits.DEFAULT).compare(left, right);
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      for (String comment : difference.comments()) {
        out.write("# ".concat(comment).concat("\n").getBytes(StandardCharsets.UTF_8));
      }
      difference.writeTo(out);
    }
    Runtime.getRuntime().halt(difference.isEqual() ? 0 : 1);
  }

  private static final class FileSource implements ByteSource {
    private final FileChannel channel;
    private final long size;

    FileSource(String file) throws IOException {
      channel = FileChannel.open(Path.of(file));
      size = channel.size();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      int wanted = (int) Math.max(0, Math.min(length, size - position));
      ByteBuffer buffer = ByteBuffer.wrap(target, offset, wanted);
      while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position() - offset) >= 0) {
        // goes on until all is there
      }
      return buffer.position() - offset;
    }
  }
}
