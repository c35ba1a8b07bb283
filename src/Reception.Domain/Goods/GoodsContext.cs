namespace Reception.Domain.Goods;

/// <summary>What has to be known of the conversation to answer from the catalogue.</summary>
/// <param name="Now">Products for sale at this instant count.</param>
/// <param name="AtHand">The product of the page the customer came from: id, name or alias; null: none.</param>
/// <param name="Previous">Id of the product the last answer was about; null: none.</param>
public readonly record struct GoodsContext(DateTimeOffset Now, string? AtHand = null, string? Previous = null);
