package io.github.jdiffscope.codec.asn1;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** Goes through the values inside another, where some may be left out. */
public final class DerFields {
  private final DerValue whole;
  private int at;

  DerFields(DerValue whole) {
    this.whole = whole;
    this.at = whole.contentStart();
  }

  /** Returns whether there is another value. */
  public boolean hasNext() {
    return whole.isConstructed() && at < whole.contentEnd();
  }

  /** Returns the next value without passing it, null if there is none. */
  public DerValue peek() throws IOException {
    return hasNext() ? whole.inner(at) : null;
  }

  /**
   * Returns the next value.
   *
   * @param field what it is, for the message
   */
  public DerValue next(String field) throws IOException {
    if (!hasNext()) {
      throw FormatException.at(whole.contentEnd(), field + " is missing");
    }
    DerValue value = whole.inner(at);
    at = value.end();
    return value;
  }

  /** Returns the next value, which must have a universal tag. */
  public DerValue next(int tag, String field) throws IOException {
    DerValue value = next(field);
    if (!value.is(tag)) {
      throw FormatException.at(value.start(), field + " has tag " + value.tagClass() + "." + value.number());
    }
    return value;
  }

  /** Returns the next value if it has this universal tag, else null and stays. */
  public DerValue nextIf(int tag) throws IOException {
    DerValue value = peek();
    if (value == null || !value.is(tag)) {
      return null;
    }
    at = value.end();
    return value;
  }

  /** Returns the next value if its tag is {@code [tag]}, else null and stays. */
  public DerValue nextIfContext(int tag) throws IOException {
    DerValue value = peek();
    if (value == null || !value.isContext(tag)) {
      return null;
    }
    at = value.end();
    return value;
  }
}
