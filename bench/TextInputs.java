import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes the inputs of {@code textdiff.sh}: always the same bytes. {@code java TextInputs.java FOLDER}. */
public final class TextInputs {
  private static final int MILLION = 1_000_000;
  private static final int LINES = 200_000;
  private static final int MEGABYTE = 1 << 20;

  private final Path folder;
  private final Random random = new Random(20261123);

  private TextInputs(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    TextInputs inputs = new TextInputs(Files.createDirectories(Path.of(arguments[0])));
    inputs.texts();
    inputs.bytes();
  }

  private void texts() throws IOException {
    List<String> million = new ArrayList<>();
    for (int i = 0; i < MILLION; i++) {
      million.add(line(i));
    }
    write("million", million);
    write("million-0.1", edited(million, 0.001));
    write("million-1", edited(million, 0.01));
    List<String> ten = edited(million, 0.1);
    int sixth = ten.size() / 6;
    List<String> moved = new ArrayList<>(ten.subList(0, sixth));
    moved.addAll(ten.subList(2 * sixth, 4 * sixth));
    moved.addAll(ten.subList(sixth, 2 * sixth));
    moved.addAll(ten.subList(4 * sixth, ten.size()));
    write("million-10-moved", moved);

    List<String> lines = million.subList(0, LINES);
    write("lines", lines);
    write("rewritten", million.subList(LINES, 2 * LINES));
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    write("shuffled", shuffled);
    List<String> swapped = new ArrayList<>(lines.subList(LINES / 2, LINES));
    swapped.addAll(lines.subList(0, LINES / 2));
    write("swapped", swapped);
    repeated(lines.subList(0, 8));
    write("listing", listing(0x401000));
    write("listing-shifted", listing(0x401010));
  }

  private void repeated(List<String> eight) throws IOException {
    List<String> cycle = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      cycle.add(eight.get(i % eight.size()));
    }
    write("cycle", cycle);
    List<String> edited = new ArrayList<>(cycle);
    for (int i = 0; i < LINES / 100; i++) {
      edited.set(random.nextInt(edited.size()), eight.get(random.nextInt(eight.size())));
    }
    for (int i = 0; i < LINES / 400; i++) {
      edited.remove(random.nextInt(edited.size()));
    }
    write("cycle-edited", edited);
    for (String name : new String[] {"random-of-8", "random-of-8-other"}) {
      List<String> drawn = new ArrayList<>();
      for (int i = 0; i < LINES; i++) {
        drawn.add(eight.get(random.nextInt(eight.size())));
      }
      write(name, drawn);
    }
  }

  private static List<String> listing(int base) {
    List<String> listing = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      listing.add(String.format("%8x:\t48 89 %02x\tmov %%r%d,%%r%d", base + 4 * i, i % 256, i % 16, i * 7 % 16));
    }
    return listing;
  }

  private String line(int number) {
    return String.format("%08x lorem ipsum dolor sit amet %s %d", random.nextInt(), "consetetur".substring(number % 10),
        number);
  }

  private List<String> edited(List<String> lines, double share) {
    List<String> edited = new ArrayList<>();
    for (String line : lines) {
      double draw = random.nextDouble() / share;
      if (draw < 1.0 / 3) {
        edited.add(line + " changed");
      } else if (draw >= 2.0 / 3) {
        edited.add(line);
        if (draw < 1) {
          edited.add(line(7));
        }
      }
    }
    return edited;
  }

  private void bytes() throws IOException {
    byte[] large = new byte[200_000_000];
    random.nextBytes(large);
    Files.write(folder.resolve("large"), large);
    for (int i = 1; i <= 10; i++) {
      large[i * 19_000_000] ^= 0x55;
    }
    Files.write(folder.resolve("large-10-bytes"), large);
    byte[] eight = new byte[8 * MEGABYTE];
    random.nextBytes(eight);
    Files.write(folder.resolve("random"), eight);
    random.nextBytes(eight);
    Files.write(folder.resolve("random-other"), eight);
    byte[] one = new byte[MEGABYTE];
    random.nextBytes(one);
    Files.write(folder.resolve("megabyte"), one);
    try (OutputStream out = Files.newOutputStream(folder.resolve("megabyte-3-inserted"))) {
      out.write(one, 0, MEGABYTE / 2);
      out.write(new byte[] {1, 2, 3});
      out.write(one, MEGABYTE / 2, MEGABYTE / 2);
    }
  }

  private void write(String name, List<String> lines) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      for (String line : lines) {
        out.write(line.getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
      }
    }
  }
}
