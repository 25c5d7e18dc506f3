package io.github.jdiffscope.codec.zip;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.lzma.LzmaStream;
import io.github.jdiffscope.codec.lzma.XzStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** The decoded content of members, whatever their compression method. */
public final class ZipContent {
  private static final int LZMA = 14;
  private static final int ZSTD = 93;
  private static final int OLD_ZSTD = 20;
  private static final int XZ = 95;
  private static final int LZMA_HEADER = 9;

  private ZipContent() {}

  /**
   * Returns a stream of a member's content.
   *
   * @throws FormatException if it is encrypted or its method is not known
   */
  public static InputStream stream(Blob blob, ZipMember member, LocalHeader local) throws IOException {
    if (member.isEncrypted()) {
      throw new FormatException(member.name() + " is encrypted");
    }
    long start = local.dataOffset();
    long length = Math.max(0, Math.min(member.compressedSize(), blob.size() - start));
    InputStream data = blob.stream(start, length);
    return switch (member.method()) {
      case ZipMember.STORED -> data;
      case ZipMember.DEFLATED -> inflated(data);
      case LZMA -> lzma(data, member);
      case ZSTD, OLD_ZSTD -> io.github.jdiffscope.codec.compress.ZstdLibrary.open(data);
      case XZ -> new XzStream(data);
      default -> other(data, member, length);
    };
  }

  private static InputStream inflated(InputStream data) {
    return new InflaterInputStream(data, new Inflater(true)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  /** LZMA data begins with a version, the length of the properties and the properties (APPNOTE 5.8.8). */
  private static InputStream lzma(InputStream data, ZipMember member) throws IOException {
    byte[] head = data.readNBytes(LZMA_HEADER);
    if (head.length < LZMA_HEADER || Bytes.u16(head, 2) != 5) {
      throw new FormatException("LZMA header of " + member.name() + " is damaged");
    }
    boolean marked = (member.flags() & 2) != 0;
    return new LzmaStream(data, head[4] & 0xFF, Bytes.u32(head, 5), marked ? -1 : member.size(), true);
  }

  /** Decodes with a library that reads whole archives, by giving it one of just this member. */
  private static InputStream other(InputStream data, ZipMember member, long length) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(LocalHeader.SIZE + 1).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(LocalHeader.SIGNATURE).putShort((short) member.needs());
    header.putShort((short) (member.flags() & 6)).putShort((short) member.method()).putInt(0);
    header.putInt(member.crc()).putInt((int) length).putInt((int) member.size());
    header.putShort((short) 1).putShort((short) 0).put((byte) 'x');
    ZipArchiveInputStream archive = new ZipArchiveInputStream(
        new SequenceInputStream(new ByteArrayInputStream(header.array()), data));
    ZipArchiveEntry entry = archive.getNextEntry();
    if (entry == null || !archive.canReadEntryData(entry)) {
      archive.close();
      throw new FormatException("compression method " + member.method() + " of " + member.name() + " is not supported");
    }
    return archive;
  }
}
