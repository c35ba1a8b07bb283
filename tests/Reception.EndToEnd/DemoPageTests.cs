using Microsoft.Playwright;

namespace Reception.EndToEnd;

/// <summary>The demo page in a real browser: the whole story, customer and agent side by side.</summary>
public sealed class DemoPageTests
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Fact]
    public async Task DemoPage_FromQuestionToRating_TellsTheWholeStory()
    {
        var browserPath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists);
        if (browserPath is null) Assert.Skip("No Chromium on this machine (Debian: apt-get install chromium), so the page cannot be opened.");
        await using var silo = await SiloProcess.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = browserPath,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN" });
        page.SetDefaultTimeout((float)Waits.Limit.TotalMilliseconds);
        var complaints = Listen(page, silo.Url);

        await page.GotoAsync($"{silo.Url}demo/");
        await page.SelectOptionAsync("#shop", "demo");
        var customer = page.Locator("#customer");
        var agent = page.Locator("#agent");

        await SayAsync(customer, "什么时候发货");
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("发货", new() { Timeout = (float)Waits.Limit.TotalMilliseconds });
        await Expect(customer.Locator("[data-thread] li")).Not.ToHaveCountAsync(1);

        await agent.Locator("[data-intent=online]").ClickAsync();
        await customer.Locator("[data-do=human]").ClickAsync();
        await agent.Locator("[data-offers] button").First.ClickAsync();
        await Expect(agent.Locator("[data-thread]")).ToContainTextAsync("什么时候发货");
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("林小雨");

        await SayAsync(agent, "您好，我是林小雨，马上帮您看");
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("马上帮您看");
        await SayAsync(customer, "谢谢，请尽快");
        await Expect(agent.Locator("[data-thread]")).ToContainTextAsync("请尽快");

        await agent.Locator("[data-do=end]").ClickAsync();
        var rating = customer.Locator("[data-rating]");
        await Expect(rating).ToBeVisibleAsync();
        await rating.Locator("button").Last.ClickAsync();
        await Expect(rating).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static async Task SayAsync(ILocator pane, string text)
    {
        await pane.Locator("[data-write] textarea").FillAsync(text);
        await pane.Locator("[data-write] button[type=submit]").ClickAsync();
    }

    /// <summary>Errors of the console and requests to any other host: there are none.</summary>
    private static List<string> Listen(IPage page, Uri url)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"page: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != url.Authority) complaints.Add($"request: {request.Url}");
        };
        Assertions.SetDefaultExpectTimeout((float)Waits.Limit.TotalMilliseconds);
        return complaints;
    }
}
