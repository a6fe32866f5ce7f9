using CanaryMesh.SampleApp;

var settings = AppSettings.Read(Environment.GetEnvironmentVariable);
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(settings.Address, settings.Port, listener =>
{
    var draining = listener.ApplicationServices.GetRequiredService<Draining>();
    listener.Use(next => connection => draining.CountAsync(connection, next));
}));
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton<Draining>();
builder.Services.AddSingleton<IHostLifetime>(services => services.GetRequiredService<Draining>());

var app = builder.Build();
var answer = new Answer(settings, app.Lifetime.ApplicationStopping);
app.Use(app.Services.GetRequiredService<Draining>().MarkAsync);
app.MapGet("/healthz", context => context.Response.WriteAsync("ok"));
app.Map("/health", answer.ConfirmAsync);
app.MapGet("/stream", answer.StreamAsync);
app.MapMethods("/outage", [HttpMethods.Put, HttpMethods.Delete], answer.FailAsync);
app.MapGet("/{**path}", answer.GreetAsync);
app.MapPost("/{**path}", answer.MeasureAsync);
await app.StartAsync();
Console.WriteLine($"version {settings.Version} listens on {settings.Address}:{settings.Port}");
await app.WaitForShutdownAsync();
