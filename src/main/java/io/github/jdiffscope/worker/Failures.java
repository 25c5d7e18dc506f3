package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.model.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts what went wrong into sentences that are the same in every run: no paths of ours, no addresses. */
final class Failures {
  private Failures() {}

  static String sentence(IOException e) {
    if (e instanceof FormatException || e instanceof LimitException) {
      return e.getMessage();
    } else if (e instanceof NoSuchFileException) {
      return "cannot be read: no such file; it vanished, or never was there";
    } else if (e instanceof AccessDeniedException) {
      return "cannot be read: permission denied";
    } else if (e instanceof FileSystemException named) {
      return "cannot be read: " + (named.getReason() == null ? "file system error" : named.getReason());
    }
    String message = e.getMessage();
    if (message != null && message.contains("No space left")) {
      return "cannot be unpacked: no space left in the temporary folder";
    } else if (message != null && (message.contains("Disk quota exceeded") || message.contains("File too large"))) {
      return "cannot be unpacked: the temporary folder may take no more (quota or ulimit -f)";
    }
    return "cannot be read: " + (message == null ? e.getClass().getSimpleName() : message);
  }

  static FailureKind kind(Throwable e) {
    if (e instanceof UncheckedIOException unchecked) {
      return kind(unchecked.getCause());
    }
    return e instanceof FormatException ? FailureKind.MALFORMED : e instanceof LimitException ? FailureKind.LIMIT
        : e instanceof IOException ? FailureKind.UNREADABLE
        : e instanceof StackOverflowError ? FailureKind.STACK_OVERFLOW : FailureKind.INTERNAL;
  }

  /** Returns the comment for what a comparator threw. */
  static String comment(String formatId, Throwable e) {
    if (e instanceof UncheckedIOException unchecked) {
      return comment(formatId, unchecked.getCause());
    } else if (e instanceof IOException io) {
      return formatId + ": " + sentence(io);
    } else if (e instanceof StackOverflowError) {
      return formatId + ": the input is nested too deep";
    }
    return formatId + ": the input cannot be read as this format (" + e.getClass().getSimpleName()
        + (e.getMessage() == null || e.getMessage().contains("/") ? "" : ": " + e.getMessage()) + ")";
  }
}
