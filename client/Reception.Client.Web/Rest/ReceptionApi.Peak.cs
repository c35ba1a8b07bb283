using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>Peak mode's levers.</summary>
public sealed partial class ReceptionApi
{
    /// <summary>Which levers are on and why, and what was switched, newest first.</summary>
    public Task<PeakDocument> GetPeakAsync(string shop, CancellationToken cancel = default) => SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/peak", null, Json.PeakDocument, cancel);

    public Task<PeakDocument> SwitchPeakAsync(string shop, PeakRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"shops/{Escape(shop)}/peak", Body(request, Json.PeakRequest), Json.PeakDocument, cancel);
}
