package io.github.jdiffscope.model;

/** Why a comparison could not be made as its format asks for. */
public enum FailureKind {
  /** The input breaks a rule of its format. */
  MALFORMED,
  /** A file could not be read. */
  UNREADABLE,
  /** A limit of the user's was reached. */
  LIMIT,
  /** The deadline of one comparison passed. */
  TIMEOUT,
  /** The worker's memory was not enough. */
  OUT_OF_MEMORY,
  /** The input is nested deeper than the stack. */
  STACK_OVERFLOW,
  /** The worker process ended or did not keep to the protocol. */
  WORKER_LOST,
  /** The whole run's deadline passed: not compared, neither different nor the same. */
  NOT_COMPARED,
  /** A defect of ours. */
  INTERNAL
}
