using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using AssistantMessage = OpenAI.Chat.AssistantChatMessage;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Reception.Assistant.Models;

/// <summary>
/// The part of <see cref="IChatClient"/> that is used here, over the <c>OpenAI</c> package's client: texts in, one text out, no tools, no
/// retry (docs/decisions/0033). A tool call in the answer comes as <see cref="ChatFinishReason.ToolCalls"/> without its content.
/// </summary>
internal sealed class OpenAIChat(ChatClient client) : IChatClient
{
    public static OpenAIChat For(LanguageModelOptions options, HttpClient http) => new(new ChatClient(
        options.Model,
        new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey),
        new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint!),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan, // who asks has the time-box
            Transport = new HttpClientPipelineTransport(http),
        }));

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatCompletion completion = await client.CompleteChatAsync(messages.Select(Of), Of(options), cancellationToken);
        var text = string.Concat(completion.Content.Where(part => part.Kind == ChatMessageContentPartKind.Text).Select(part => part.Text));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = completion.Model,
            FinishReason = completion.ToolCalls.Count > 0 ? Microsoft.Extensions.AI.ChatFinishReason.ToolCalls : new(completion.FinishReason.ToString().ToLowerInvariant()),
            Usage = completion.Usage is { } usage
                ? new() { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount }
                : null,
        };
    }

    /// <summary>The whole answer as one update: nothing here shows an answer while it is being made.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null : serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(client) ? client : null;

    public void Dispose()
    {
        // The HTTP client belongs to whoever gave it.
    }

    private static OpenAI.Chat.ChatMessage Of(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text) : message.Role == ChatRole.Assistant ? new AssistantMessage(message.Text) : new UserChatMessage(message.Text);

    private static ChatCompletionOptions Of(ChatOptions? options) => new()
    {
        Temperature = options?.Temperature,
        MaxOutputTokenCount = options?.MaxOutputTokens,
        ResponseFormat = options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json
            ? OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), jsonSchemaIsStrict: true)
            : null,
    };
}
