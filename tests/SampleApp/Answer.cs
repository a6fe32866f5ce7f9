using System.Diagnostics;

namespace CanaryMesh.SampleApp;

/// <summary>Answers of the app: a greeting, the length of what was posted, a stream without end, or a failure of its own.</summary>
internal sealed class Answer(AppSettings settings, CancellationToken stopping)
{
    private const double ShareOfAnOutage = 0.5;
    private static readonly TimeSpan StreamBeat = TimeSpan.FromSeconds(1);
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _requests;
    private volatile bool _isOut;

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

    /// <summary>From a PUT to a DELETE half of the requests fail, as where what every version depends on is down.</summary>
    public Task FailAsync(HttpContext context)
    {
        _isOut = HttpMethods.IsPut(context.Request.Method);
        return context.Response.WriteAsync(_isOut ? "out\n" : "back\n", context.RequestAborted);
    }

    private async Task<bool> PrepareAsync(HttpContext context)
    {
        context.Response.Headers["X-Version"] = settings.Version;
        var request = Interlocked.Increment(ref _requests);
        if (Delay(request) is var delay && delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, context.RequestAborted);
        }
        if (!ErrorDraw.Fails(ErrorRate(), settings.Seed, request))
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

    private double ErrorRate() => _isOut ? ShareOfAnOutage
        : Stopwatch.GetElapsedTime(_started) < settings.BreaksAfter ? 0
        : settings.ErrorRate;

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
