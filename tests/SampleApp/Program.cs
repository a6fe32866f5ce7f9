using CanaryMesh.SampleApp;

var settings = AppSettings.Read(Environment.GetEnvironmentVariable);
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(settings.Address, settings.Port));

var app = builder.Build();
var answer = new Answer(settings);
using var draining = new Draining(app.Lifetime, settings.Drain);
app.Use(draining.MarkAsync);
app.MapGet("/healthz", () => "ok");
app.MapGet("/{**path}", answer.GreetAsync);
app.MapPost("/{**path}", answer.MeasureAsync);
await app.StartAsync();
draining.Watch();
Console.WriteLine($"version {settings.Version} listens on {settings.Address}:{settings.Port}");
await app.WaitForShutdownAsync();
