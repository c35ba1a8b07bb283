using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

public sealed partial class ReceptionApi
{
    /// <summary>What the cluster needs now and in the next 1 to 168 hours; the token has to be an administrator's or the operations'.</summary>
    public Task<ScalingDocument> GetScalingAsync(int hours = 24, CancellationToken cancel = default) => SendAsync(HttpMethod.Get, $"scaling?hours={hours}", null, Json.ScalingDocument, cancel);

    /// <summary>What a shop has to expect in the next 1 to 168 hours.</summary>
    public Task<ForecastDocument> GetForecastAsync(string shop, int hours = 24, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/forecast?hours={hours}", null, Json.ForecastDocument, cancel);
}
