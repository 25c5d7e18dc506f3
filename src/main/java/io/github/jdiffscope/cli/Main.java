package io.github.jdiffscope.cli;

import java.util.List;

/** Entry of the program. */
public final class Main {
  static final int SAME = 0;
  static final int DIFFERENT = 1;
  static final int TROUBLE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    int status;
    try {
      status = isPlain(arguments) ? Program.run(plain(arguments)) : Commands.run(arguments);
    } catch (TroubleException e) {
      System.err.println("jdiffscope: " + e.getMessage());
      status = TROUBLE;
    } catch (InterruptedException e) {
      status = TROUBLE;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      System.err.println("jdiffscope: a defect of jdiffscope, please report it: " + e + where(e));
      status = TROUBLE;
    } catch (OutOfMemoryError e) {
      System.err.println("jdiffscope: not enough memory for this comparison; JDIFFSCOPE_OPTS=-Xmx4g gives it more");
      status = TROUBLE;
    }
    System.out.flush();
    halt(status);
  }

  private static String where(Throwable e) {
    return e.getStackTrace().length == 0 ? "" : " in " + e.getStackTrace()[0];
  }

  /** Two paths and nothing else: no option parser is loaded for them. */
  private static boolean isPlain(String[] arguments) {
    return arguments.length == 2 && isPlain(arguments[0]) && isPlain(arguments[1]);
  }

  private static boolean isPlain(String argument) {
    return !argument.startsWith("-") && !argument.startsWith("@");
  }

  private static Invocation plain(String[] arguments) {
    return new Invocation(CompareRequest.of(arguments[0], arguments[1]), null,
        List.of(new OutputRequest("text", "-")), Invocation.OutputStyle.DEFAULT, List.of(), false, null, -1, null,
        null);
  }

  /** Ends the process at once: every output is flushed, and no thread has anything left to do. */
  static void halt(int status) {
    Runtime.getRuntime().halt(status);
  }
}
