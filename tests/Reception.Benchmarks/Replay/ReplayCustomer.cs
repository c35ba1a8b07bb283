using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;

namespace Reception.Benchmarks.Replay;

/// <summary>Says what a recorded customer said, line by line, over a socket of his own, and notes what came of it.</summary>
internal sealed class ReplayCustomer(WebClientOptions options, ReceptionApi api, ReplayAgent agent)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<PlayedDialogue> PlayAsync(Dialogue dialogue, string shop, byte[] identityKey)
    {
        await using var chat = CustomerChat.Start(options, Identity(shop, dialogue.Id, identityKey));
        await chat.WelcomedAsync();
        var lines = new List<PlayedLine>();
        var (owner, conversation, isAnswered, handOver) = ("bot", "", false, (string?)null);
        for (var i = 0; i < dialogue.Turns.Length; i++)
        {
            var turn = dialogue.Turns[i];
            if (!turn.IsCustomer)
            {
                // What the machine answered while he serves spares the agent his line.
                if (owner == "agent" && !isAnswered)
                    await agent.SayAsync(conversation, turn.Text);
                continue;
            }

            var sequence = await chat.PostAsync(turn.Text);
            conversation = await ConversationAsync(chat);
            var said = (await api.GetTranscriptAsync(conversation, sequence)).Messages;
            var waiting = said.FirstOrDefault(m => m.Notice is "waiting" or "reopened");
            var human = i + 1 < dialogue.Turns.Length && !dialogue.Turns[i + 1].IsCustomer ? dialogue.Turns[i + 1].Text : null;
            lines.Add(new(turn.Text, owner, [.. said.Where(m => m.Author == "bot").Select(Of)], human, waiting is not null, waiting?.Why?.Rule));
            isAnswered = lines[^1].Answers.Any();
            if (waiting is null)
                continue;
            await agent.AcceptedAsync(conversation).WaitAsync(Patience);
            (owner, handOver) = ("agent", waiting.Why?.Rule ?? "unknown");
        }

        await (owner == "agent" ? agent.CloseAsync(conversation) : chat.CloseAsync());
        return new(dialogue, lines, handOver);
    }

    private static PlayedReply Of(MessageDocument message) => new(message.Kind, message.Text, message.Why?.Rule ?? "", message.Why?.Confidence ?? 0, message.Machine);

    /// <summary>The id is told with the first view, which comes with the first message.</summary>
    private static async Task<string> ConversationAsync(CustomerChat chat)
    {
        if (chat.View is { Conversation.Length: > 0 } view)
            return view.Conversation;
        await foreach (var happened in chat.Events)
            if (happened is ViewChanged { View.Conversation: { Length: > 0 } id })
                return id;
        throw new InvalidOperationException("The chat ended.");
    }

    /// <summary>An identity as the shop's own server would sign it (docs/protocol.md, section 2).</summary>
    internal static string Identity(string shop, string customer, byte[] key)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject { ["shop"] = shop, ["sub"] = customer, ["iat"] = now, ["exp"] = now + 3_600 };
        var text = "ri1." + Encode(Encoding.UTF8.GetBytes(payload.ToJsonString()));
        return $"{text}.{Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
