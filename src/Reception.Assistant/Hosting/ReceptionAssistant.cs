using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Assistant.Links;
using Reception.Assistant.Models;
using Reception.Assistant.Orders;
using Reception.Domain.Assistance;
using Reception.Domain.Orders;

namespace Reception.Assistant.Hosting;

/// <summary>
/// Puts order systems and language model behind the domain's ports, as far as they are configured (sections <c>Reception:Orders</c> and
/// <c>Reception:LanguageModel</c>); nothing is configured by default. An <see cref="IChatClient"/> that is registered already is used
/// instead of the endpoint. This project implements ports and decides nothing.
/// </summary>
public static class ReceptionAssistant
{
    /// <param name="demoShops">Shops that get made-up orders; for a demo only.</param>
    /// <exception cref="OptionsValidationException">With every error at once.</exception>
    public static IServiceCollection AddReceptionAssistant(this IServiceCollection services, IConfiguration configuration, IReadOnlyCollection<string>? demoShops = null)
    {
        if (Check(configuration) is { Count: > 0 } errors) throw new OptionsValidationException("Reception", typeof(ReceptionAssistant), errors);
        var (orders, model) = Read(configuration);

        services.AddSingleton<IOrderLookup>(s => Orders(orders, demoShops ?? [], s));
        var isGiven = services.Any(s => s.ServiceType == typeof(IChatClient));
        if (model.IsOn && !isGiven) services.AddSingleton<IChatClient>(_ => OpenAIChat.For(model, BoundedBodies.Client(ModelEntryChooser.MostBytes)));
        if (model.IsOn || isGiven)
            services.AddSingleton<IEntryChooser>(s => new ModelEntryChooser(s.GetRequiredService<IChatClient>(), model, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ModelEntryChooser>>()));
        return services;
    }

    /// <summary>All that is wrong with the two sections, at once; never a secret.</summary>
    public static IReadOnlyList<string> Check(IConfiguration configuration)
    {
        var (orders, model) = Read(configuration);
        return [.. orders.Validate(), .. model.Validate()];
    }

    private static (OrderOptions Orders, LanguageModelOptions Model) Read(IConfiguration configuration) =>
        (configuration.GetSection(OrderOptions.Section).Get<OrderOptions>() ?? new(), configuration.GetSection(LanguageModelOptions.Section).Get<LanguageModelOptions>() ?? new());

    private static IOrderLookup Orders(OrderOptions options, IReadOnlyCollection<string> demoShops, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var lookup = new HttpOrderLookup(options, BoundedBodies.Client(HttpOrderLookup.MostBytes), time, services.GetRequiredService<ILogger<HttpOrderLookup>>());
        HashSet<string> demo = [.. demoShops.Where(shop => options.For(new(shop)) is null)];
        return demo.Count == 0 ? lookup : new DemoOrderLookup(demo, lookup, time);
    }
}
