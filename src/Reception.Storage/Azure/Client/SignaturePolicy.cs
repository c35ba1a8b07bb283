using Azure.Core;
using Azure.Core.Pipeline;

namespace Reception.Storage.Azure.Client;

/// <summary>Adds a shared access signature to the address, once for all tries.</summary>
internal sealed class SignaturePolicy(string signature) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var query = message.Request.Uri.Query;
        if (query.Contains(signature, StringComparison.Ordinal)) return;
        message.Request.Uri.Query = query.Length <= 1 ? "?" + signature : $"{query}&{signature}";
    }
}
