using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Grains.Shops;

internal sealed partial class ShopGrain
{
    [LoggerMessage(LogLevel.Information, "Shop {Shop}: peak levers {Levers} (none: all) were set to {Mode} by {By}")]
    private partial void LogSwitched(ShopId shop, PeakMode mode, string levers, string by);

    [LoggerMessage(LogLevel.Information, "Shop {Shop}: peak lever {Lever} is now on: {On}, through {By}")]
    private partial void LogTurned(ShopId shop, PeakLever lever, bool on, string by);
}
