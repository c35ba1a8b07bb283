using Reception.LoadTest.Drivers;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Customers;

/// <summary>
/// All that chance decides about one customer, drawn beforehand from the run's seed and his number, so that the same run can be made
/// again whatever the system under test does.
/// </summary>
/// <param name="Pauses">Before the second message, the third …, and before he closes.</param>
/// <param name="Stars">0: he does not rate.</param>
internal sealed record CustomerPlan(long Number, CustomerName Name, SpokenLine[] Lines, bool WantsHuman, TimeSpan Patience, TimeSpan[] Pauses, int Stars)
{
    public static CustomerPlan Draw(LoadProfile profile, LoadPhase phase, CustomerLines lines, IReadOnlyList<string> shops, string run, int seed, long number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        var habits = profile.Customers;
        var human = random.NextDouble() < habits.Humans;
        var said = new SpokenLine[habits.Messages];
        for (var i = 0; i < said.Length; i++)
        {
            said[i] = human && i == Math.Min(1, said.Length - 1) ? lines.ForHuman(random)
                : phase.Topic is { } topic && i == 0 && random.NextDouble() < phase.Share ? lines.About(topic, random)
                : habits.Unknown > 0 && random.NextDouble() < habits.Unknown ? lines.NotKnown(random)
                : lines.Any(random);
        }
        var pauses = new TimeSpan[habits.Messages];
        for (var i = 0; i < pauses.Length; i++) pauses[i] = habits.Think.At(random.NextDouble(), random.NextDouble());
        return new(
            number,
            new CustomerName(shops[(int)(number % shops.Count)], $"{run}-{number}"),
            said,
            human,
            habits.Patience.At(random.NextDouble(), random.NextDouble()),
            pauses,
            random.NextDouble() < habits.Ratings ? random.Next(1, 6) : 0);
    }
}
