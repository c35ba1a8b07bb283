using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Benchmarks.Open;

/// <summary>Customers without a connection who each say a line when told to; so many at a time.</summary>
internal sealed class OpenCrowd(IGrainFactory grains, ShopId shop, string[] lines, int atOnce)
{
    private int _said;

    /// <summary>One message of each of these customers; every one has to be stored.</summary>
    public async Task PostAsync(IEnumerable<int> customers)
    {
        await Parallel.ForEachAsync(customers, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (customer, _) =>
        {
            var said = Interlocked.Increment(ref _said);
            var conversation = new ConversationId(shop, "web", CustomerKey.Identified(shop, $"open-{customer}"));
            var result = await grains.GetGrain<IConversationGrain>(conversation.ToString()).PostAsync(new PostMessages("open", [new($"m{said}", lines[said % lines.Length])]));
            if (result.Outcome != CommandOutcome.Done) throw new InvalidOperationException($"A message of {conversation} was not taken: {result.Outcome}.");
        });
    }
}
