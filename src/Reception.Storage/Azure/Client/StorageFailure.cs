using System.Text.Json;
using System.Xml.Linq;
using Azure;
using Reception.Domain.Journal;

namespace Reception.Storage.Azure.Client;

/// <summary>A request that the service answered with a status nobody asked for. The text carries the service's code, never content.</summary>
public sealed class StorageRequestException(int status, string? code, string operation) : Exception($"{operation}: {status} {code}")
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The service's error code, such as <c>AppendPositionConditionNotMet</c>.</summary>
    public string? Code { get; } = code;
}

/// <summary>Tells the store's failures from its callers' mistakes.</summary>
internal static class StorageFailure
{
    public static StorageRequestException Of(Response response, string operation) => new(response.Status, Code(response), operation);

    /// <summary>The error code in the header, or in the body of a table's answer.</summary>
    public static string? Code(Response response)
    {
        if (response.Headers.TryGetValue("x-ms-error-code", out var code)) return code;
        try
        {
            var body = response.Content.ToString();
            if (body.StartsWith('{'))
            {
                using var json = JsonDocument.Parse(body);
                return json.RootElement.TryGetProperty("odata.error", out var error) && error.TryGetProperty("code", out var text) ? text.GetString() : null;
            }
            return body.StartsWith('<') || body.StartsWith('\uFEFF') ? XDocument.Parse(body.TrimStart('\uFEFF')).Root?.Element("Code")?.Value : null;
        }
        catch (Exception error) when (error is JsonException or System.Xml.XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Runs a call; what the store failed at becomes <see cref="JournalUnavailableException"/>.</summary>
    public static async ValueTask<T> GuardAsync<T>(ValueTask<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfStore(error))
        {
            throw Unavailable(error);
        }
    }

    /// <inheritdoc cref="GuardAsync{T}(ValueTask{T})"/>
    public static async ValueTask GuardAsync(ValueTask call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfStore(error))
        {
            throw Unavailable(error);
        }
    }

    /// <summary>Time-outs of a try, which Azure.Core reports as a cancellation that nobody asked for, are the store's too.</summary>
    public static bool IsOfStore(Exception error) => error is RequestFailedException or StorageRequestException or AggregateException or HttpRequestException or IOException or InvalidDataException
        || error is OperationCanceledException { CancellationToken.IsCancellationRequested: false };

    public static JournalUnavailableException Unavailable(Exception error) => new($"The storage account did not answer as asked: {error.Message}", error);
}
