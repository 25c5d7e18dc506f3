package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Manifest;
import org.jetbrains.java.decompiler.api.Decompiler;
import org.jetbrains.java.decompiler.main.extern.IContextSource;
import org.jetbrains.java.decompiler.main.extern.IFernflowerLogger;
import org.jetbrains.java.decompiler.main.extern.IResultSaver;

/** A class as Java source, decompiled by itself: nested classes are artifacts of their own. */
final class DecompiledText implements SectionContent.TextSource {
  private final byte[] bytes;
  private final String name;

  /** @param name of the class, with slashes */
  DecompiledText(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  @Override
  public CharSequence text() throws IOException {
    Source source = new Source();
    try {
      Decompiler.builder().inputs(new OneClass()).output(source).logger(IFernflowerLogger.NO_OP)
          .option("thread-count", "1").build().decompile();
    } catch (RuntimeException | StackOverflowError e) {
      throw new FormatException("Vineflower cannot decompile " + name + ": " + e, e);
    }
    if (source.content == null) {
      throw new FormatException("Vineflower made nothing of " + name);
    }
    return source.content.replace("\r\n", "\n");
  }

  /** The class as the only one there is. */
  private final class OneClass implements IContextSource {
    @Override
    public String getName() {
      return "class";
    }

    @Override
    public Entries getEntries() {
      return new Entries(List.of(Entry.atBase(name)), List.of(), List.of());
    }

    @Override
    public InputStream getInputStream(String resource) {
      return resource.equals(name + CLASS_SUFFIX) ? new ByteArrayInputStream(bytes) : null;
    }

    @Override
    public IOutputSink createOutputSink(IResultSaver saver) {
      return new Sink(saver);
    }
  }

  private record Sink(IResultSaver saver) implements IContextSource.IOutputSink {
    @Override
    public void begin() {}

    @Override
    public void acceptClass(String qualifiedName, String fileName, String content, int[] mapping) {
      saver.saveClassFile("", qualifiedName, fileName, content, mapping);
    }

    @Override
    public void acceptDirectory(String directory) {}

    @Override
    public void acceptOther(String path) {}

    @Override
    public void close() {}
  }

  /** Keeps the text in memory; nothing is written. */
  private static final class Source implements IResultSaver {
    private String content;

    @Override
    public void saveClassFile(String path, String qualifiedName, String entryName, String text, int[] mapping) {
      content = text;
    }

    @Override
    public void saveFolder(String path) {}

    @Override
    public void copyFile(String source, String path, String entryName) {}

    @Override
    public void createArchive(String path, String archiveName, Manifest manifest) {}

    @Override
    public void saveDirEntry(String path, String archiveName, String entryName) {}

    @Override
    public void copyEntry(String source, String path, String archiveName, String entry) {}

    @Override
    public void saveClassEntry(String path, String archiveName, String qualifiedName, String entryName, String text) {
      content = text;
    }

    @Override
    public void closeArchive(String path, String archiveName) {}
  }
}
