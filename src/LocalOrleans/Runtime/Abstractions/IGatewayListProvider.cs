using System.Net;

namespace Orleans.Messaging
{
    /// <summary>Where a client finds gateways.</summary>
    public interface IGatewayListProvider
    {
        /// <summary>How old the list may be.</summary>
        TimeSpan MaxStaleness { get; }

        /// <summary>Not asked any more.</summary>
        [Obsolete("This attribute is no longer used and all providers are considered updatable")]
        bool IsUpdatable { get; }

        /// <summary>Called before anything else.</summary>
        Task InitializeGatewayListProvider();

        /// <summary>The gateways as gwy.tcp://ip:port/generation.</summary>
        Task<IList<Uri>> GetGateways();
    }
}

namespace Orleans.Runtime
{
    /// <summary>Gateways as text.</summary>
    public static class Utils
    {
        /// <summary>A gateway of unknown generation as gwy.tcp://ip:port/0.</summary>
        public static Uri ToGatewayUri(this IPEndPoint ep) => new($"gwy.tcp://{ep}/0");

        /// <summary>A gateway as gwy.tcp://ip:port/generation.</summary>
        public static Uri ToGatewayUri(this SiloAddress address) => new($"gwy.tcp://{address.Endpoint}/{address.Generation}");

        /// <summary>The end point of a gateway's text.</summary>
        public static IPEndPoint? ToIPEndPoint(this Uri uri) => uri.Scheme == "gwy.tcp" ? new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port) : null;
    }
}
