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

        await SayAsync(customer, "玫瑰水和什么搭配");
        var advice = customer.Locator("li.bot", new() { Has = page.Locator(".card") }).Last;
        await Expect(advice.Locator(".card .title").First).ToContainTextAsync("花屿");
        await Expect(advice.Locator(".card .price").First).ToContainTextAsync("¥");
        await advice.Locator(".buttons button").First.ClickAsync();
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("的区别：");
        var compared = customer.Locator("li.bot").Last;
        await compared.Locator("[data-helpful=false]").ClickAsync();
        await Expect(compared.Locator("[data-helpful=false]")).ToHaveAttributeAsync("aria-pressed", "true"); // pressed once the server has it

        await agent.Locator("[data-intent=online]").ClickAsync();
        await customer.Locator("[data-do=human]").ClickAsync();
        await agent.Locator("[data-offers] button").First.ClickAsync();
        await Expect(agent.Locator("[data-thread]")).ToContainTextAsync("什么时候发货");
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("林小雨");

        await Expect(agent.Locator("[data-thread] .card").First).ToBeVisibleAsync(); // the agent sees what the customer was shown
        await SayAsync(agent, "您好，我是林小雨，马上帮您看");
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("马上帮您看");
        await SayAsync(customer, "玻尿酸精华多少钱");
        var proposal = agent.Locator("[data-proposed] li").First;
        await Expect(proposal.Locator(".proposed")).ToContainTextAsync("¥139");
        await Expect(proposal.Locator(".source")).ToContainTextAsync("%");
        await proposal.Locator("[data-do=edit]").ClickAsync();
        await Expect(agent.Locator("[data-write] textarea")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("¥139"));
        await SayAsync(agent, "玻尿酸精华现在 139 元");
        await Expect(customer.Locator("[data-thread]")).ToContainTextAsync("现在 139 元");
        await SayAsync(customer, "谢谢，请尽快");
        await Expect(agent.Locator("[data-thread]")).ToContainTextAsync("请尽快");

        await agent.Locator("[data-do=end]").ClickAsync();
        var rating = customer.Locator("[data-rating]");
        await Expect(rating).ToBeVisibleAsync();
        await rating.Locator("button").Last.ClickAsync();
        await Expect(rating).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Parts_HostileContent_IsShownAsTextOrLeftOut()
    {
        var browserPath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists);
        if (browserPath is null) Assert.Skip("No Chromium on this machine (Debian: apt-get install chromium), so the page cannot be opened.");
        await using var silo = await SiloProcess.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browserPath, Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{silo.Url}demo/");

        var drawn = await page.EvaluateAsync<string[]>("""
            async () => {
              const { drawParts } = await import('/demo/parts.js');
              const markup = '<img src=x onerror="window.hurt = true">';
              const bad = ['javascript:alert(1)', ' javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'http://plain.example/', '//other.example/', '/\\other.example', 'https://user:pass@x.example/', 'blob:x', 'https://x.example/\u0000'];
              const parts = bad.flatMap((url) => [
                { kind: 'picture', url, text: markup }, { kind: 'video', url, title: markup }, { kind: 'link', url, title: markup },
                { kind: 'product', title: markup, url, picture: url, price: markup, text: markup }, { kind: 'buttons', buttons: [{ label: markup, url }, { label: markup, say: markup }] },
              ]);
              const said = [];
              const box = document.createElement('div');
              document.body.append(box);
              box.append(...drawParts([...parts, { kind: 'text', text: markup }, { kind: 'script', text: 'x' }, { kind: 'constructor' }, null, 7], {}, (text) => said.push(text)));
              for (const button of box.querySelectorAll('button')) button.click();
              const good = document.createElement('div');
              good.append(...drawParts([{ kind: 'link', url: 'https://shop.example/a', title: 'A' }, { kind: 'video', url: '/demo/v.mp4' }], {}));
              const link = good.querySelector('a');
              const video = good.querySelector('video');
              return [
                `${box.querySelectorAll('a, img, video, script').length}`, `${box.querySelectorAll('.card').length}`, `${said.length}`, `${window.hurt ?? false}`,
                link.href, link.rel, `${video.autoplay} ${video.controls} ${video.preload}`,
              ];
            }
            """);

        Assert.Equal(["0", "10", "10", "false", "https://shop.example/a", "noopener noreferrer", "false true none"], drawn);
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
