namespace Reception.Grains.Hosting;

/// <summary>Writing a grain's state where memory and store must not differ.</summary>
internal static class StateWrites
{
    /// <summary>Writes; when that fails <paramref name="end"/> ends the activation, because what is in memory is not what is stored, and the caller gets the error.</summary>
    public static async Task WriteOrEndAsync<T>(this IPersistentState<T> state, Action end)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            end();
            throw;
        }
    }
}
