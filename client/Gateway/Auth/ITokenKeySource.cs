using Microsoft.Extensions.Options;

namespace Reception.Gateway.Auth;

/// <summary>The key that signs our tokens; at least 32 bytes, the same for all gateways of a cluster.</summary>
public interface ITokenKeySource
{
    ReadOnlyMemory<byte> Key { get; }
}

/// <summary>From <see cref="GatewayOptions.TokenKey"/>, or else from the file, which is made when it is not there.</summary>
public sealed class ConfiguredTokenKeySource(IOptions<GatewayOptions> options) : ITokenKeySource
{
    private readonly Lazy<byte[]> _key = new(() => Read(options.Value));

    public ReadOnlyMemory<byte> Key => _key.Value;

    private static byte[] Read(GatewayOptions options) => Convert.FromBase64String(options.TokenKey ?? SecretFile.ReadOrMake(options.TokenKeyFile!, SecretFile.NewKey));
}
