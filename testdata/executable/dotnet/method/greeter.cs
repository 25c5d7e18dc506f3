using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;

#if CHANGED
[assembly: AssemblyVersion("1.1.0.0")]
#else
[assembly: AssemblyVersion("1.0.0.0")]
#endif
namespace Fixture {
  public enum Colour : byte { Red, Green = 7 }

  [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
  public class NoteAttribute : Attribute {
    public NoteAttribute(string text, params Type[] types) { }
    public Colour Colour { get; set; }
  }

  public interface IGreeter<T> where T : class { string Greet(T who); }

  [Note("a greeter", typeof(string), Colour = Colour.Green)]
  public class Greeter : IGreeter<string> {
    public const int Limit = 10;
    static readonly int[] table = {1, 2, 3, 4, 5, 6, 7, 8};
    public event EventHandler Greeted;
    public string Name { get; private set; }

    [DllImport("kernel32", SetLastError = true)]
    static extern int Beep(int frequency, [MarshalAs(UnmanagedType.I4)] int milliseconds);

    public string Greet(string who) {
#if CHANGED
      if (who == null) return "nobody";
#endif
      return "hello, " + who;
    }

    public int Choose(int x) {
      switch (x) {
        case 0: return table[1];
        case 1: return 20;
        case 2: return 30;
        default: return -1;
      }
    }

    public double Careful(IEnumerable<double> numbers) {
      double sum = 0.5;
      try {
        foreach (var n in numbers) sum += n;
      } catch (InvalidOperationException e) {
        Console.WriteLine(e.Message);
      } finally {
        Name = "done";
      }
      return sum;
    }

    public static T[,] Grid<T>(int n) where T : struct { return new T[n, n]; }
    public unsafe static int Sum(int* at, ref long other, out bool ok, int count = 3) { ok = true; other++; return *at + count; }
    public static void Main() { if (new Greeter().Greeted != null) Beep(1, 2); Console.WriteLine(Grid<int>(Limit).Length); }
  }
}
