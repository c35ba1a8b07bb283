using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

public sealed partial class ReceptionApi
{
    /// <summary>The set-up as a template in YAML.</summary>
    public Task<string> GetTemplateAsync(string shop, CancellationToken cancel = default) => ReadAsync(HttpMethod.Get, $"shops/{Escape(shop)}/template", null, null, cancel);

    /// <summary>What a template would change; version 0: there is no such shop yet.</summary>
    public Task<TemplateDiffDocument> DiffTemplateAsync(string shop, TemplateRequest template, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/template/diff", Body(template, Json.TemplateRequest), Json.TemplateDiffDocument, cancel);

    /// <summary>Takes a template over; <paramref name="expected"/> is the version of the difference that was looked at, 0 for a new shop.</summary>
    public Task<TemplateDiffDocument> ApplyTemplateAsync(string shop, TemplateRequest template, long? expected = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/template/apply", Body(template, Json.TemplateRequest), Json.TemplateDiffDocument, cancel, expected);
}
