using Reception.Contracts.Shops;
using Reception.Domain.Shops.Templates;

namespace Reception.Cli.Simulation;

/// <summary>A shop's policy from a template file. This folder makes the command line's files and pages of simulation and staffing.</summary>
internal static class PolicyFile
{
    /// <summary>Null with everything that is wrong.</summary>
    public static ShopPolicy? Parse(string yaml, List<string> errors)
    {
        var reading = ShopTemplate.Read(yaml);
        errors.AddRange(reading.Errors);
        return errors.Count == 0 ? reading.Policy : null;
    }
}
