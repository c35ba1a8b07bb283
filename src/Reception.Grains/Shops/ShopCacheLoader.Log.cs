using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;

namespace Reception.Grains.Shops;

internal sealed partial class ShopCacheLoader
{
    [LoggerMessage(LogLevel.Warning, "Shop {Shop} could not be looked at; what is known stays in force")]
    private partial void LogNotLoaded(Exception exception, ShopId shop);
}
