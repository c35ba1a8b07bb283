using FsCheck;
using FsCheck.Fluent;
using Reception.Tests;

namespace Reception.Domain.Tests;

/// <summary>Runs a property over lists of commands; a failing list is shrunk. Repeats itself for the same seed.</summary>
internal static class Property
{
    public static void ForAll<T>(Gen<T> command, string name, int cases, Action<T[]> check, int longest = 200)
    {
        var arbitrary = Arb.From(command.ArrayOf(), Shrink);
        var replay = new Replay(new Rnd((ulong)(uint)TestRun.SeedFor(name)), null);
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithStartSize(1).WithEndSize(longest).WithReplay(replay);
        FsCheck.Check.One(config, Prop.ForAll(arbitrary, commands => { check(commands); return true; }));
    }

    /// <summary>Leaves out ever smaller runs of commands, then single ones.</summary>
    private static IEnumerable<T[]> Shrink<T>(T[] commands)
    {
        for (var run = commands.Length / 2; run >= 1; run /= 2)
        {
            for (var at = 0; at + run <= commands.Length; at += run) yield return [.. commands[..at], .. commands[(at + run)..]];
        }
    }
}
