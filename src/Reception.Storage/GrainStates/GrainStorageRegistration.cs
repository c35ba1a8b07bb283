using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Reception.Domain.Time;
using Reception.Storage.Json;

namespace Reception.Storage.GrainStates;

/// <summary>Puts the store behind grain state.</summary>
public static class GrainStorageRegistration
{
    /// <summary>
    /// Registers a grain storage under a name ("Default" serves every state that names none). <paramref name="configure"/> adds the
    /// source-generated contexts of the states to <see cref="JsonSerializerOptions.TypeInfoResolverChain"/>; a state whose type none of
    /// them knows is refused when it is used. Needs a store: the embedded one or the link to a store process.
    /// </summary>
    public static IServiceCollection AddReceptionGrainStorage(this IServiceCollection services, string name, Action<JsonSerializerOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var json = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        foreach (var converter in KeyJson.Converters) json.Converters.Add(converter);
        configure(json);
        if (json.TypeInfoResolverChain.Count == 0) throw new ArgumentException("Add the states' source-generated JSON context to the resolver chain.", nameof(configure));
        json.MakeReadOnly();
        return services.AddGrainStorage(name, (provider, key) => new JsonGrainStorage(
            key, provider.GetRequiredService<IGrainStates>(), json, provider.GetRequiredService<IRandomSource>()));
    }
}
