using System.Globalization;

namespace CanaryMesh.SampleApp;

/// <summary>Answers of the app: a greeting, the length of what was posted, a stream without end, or a failure of its own.</summary>
internal sealed class Answer(AppSettings settings, CancellationToken stopping)
{
    private const double ShareOfAnOutage = 0.5;
    private static readonly TimeSpan StreamBeat = TimeSpan.FromSeconds(1);
    private long _requests;
    private double _errorRate = settings.ErrorRate;

    public async Task GreetAsync(HttpContext context)
    {
        if (await PrepareAsync(context))
        {
            await context.Response.WriteAsync($"version {settings.Version}\n", context.RequestAborted);
        }
    }

    /// <summary>What an acceptance test looks for.</summary>
    public async Task ConfirmAsync(HttpContext context)
    {
        if (await PrepareAsync(context))
        {
            await context.Response.WriteAsync("OK\n", context.RequestAborted);
        }
    }

    public async Task MeasureAsync(HttpContext context)
    {
        var length = await LengthAsync(context.Request.Body, context.RequestAborted);
        if (await PrepareAsync(context))
        {
            await context.Response.WriteAsync($"version {settings.Version} read {length} bytes\n", context.RequestAborted);
        }
    }

    /// <summary>A line a second until the client leaves or the app stops.</summary>
    public async Task StreamAsync(HttpContext context)
    {
        context.Response.Headers["X-Version"] = settings.Version;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        while (!over.IsCancellationRequested)
        {
            await context.Response.WriteAsync($"version {settings.Version}\n", CancellationToken.None);
            await context.Response.Body.FlushAsync(CancellationToken.None);
            await Task.Delay(StreamBeat, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>From a PUT to a DELETE this <c>share</c> of the requests fail (half, where none is named), as where what every version
    /// depends on is down; of one <c>version</c> alone, where one is named.</summary>
    public Task FailAsync(HttpContext context)
    {
        var isOut = HttpMethods.IsPut(context.Request.Method);
        if (!context.Request.Query.TryGetValue("version", out var version) || version == settings.Version)
        {
            Volatile.Write(ref _errorRate, isOut ? Share(context.Request.Query["share"]) : settings.ErrorRate);
        }
        return context.Response.WriteAsync(isOut ? "out\n" : "back\n", context.RequestAborted);
    }

    private async Task<bool> PrepareAsync(HttpContext context)
    {
        context.Response.Headers["X-Version"] = settings.Version;
        var request = Interlocked.Increment(ref _requests);
        if (Delay(request) is var delay && delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, context.RequestAborted);
        }
        if (!ErrorDraw.Fails(Volatile.Read(ref _errorRate), settings.Seed, request))
        {
            return true;
        }
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await context.Response.WriteAsync($"version {settings.Version} failed on purpose\n", context.RequestAborted);
        return false;
    }

    // Which requests are slow has nothing to do with which fail.
    private TimeSpan Delay(long request) =>
        settings.Latency + (ErrorDraw.Fails(settings.SlowShare, settings.Seed + 1, request) ? settings.SlowBy : TimeSpan.Zero);

    private static double Share(string? named) =>
        double.TryParse(named, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? Math.Clamp(share, 0, 1) : ShareOfAnOutage;

    private static async Task<long> LengthAsync(Stream body, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            total += read;
        }
        return total;
    }
}
