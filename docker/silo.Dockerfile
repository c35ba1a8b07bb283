# syntax=docker/dockerfile:1
# A silo (--join), or everything in one process. Built on the Microsoft runtime: silos of several machines, membership in Azure tables.
# docker build -f docker/silo.Dockerfile -t reception-silo .
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG RUNTIME="-p:OrleansRuntime=Microsoft -p:ReceptionAzure=true"
WORKDIR /source
COPY . .
RUN dotnet restore silo/Reception.Silo.csproj $RUNTIME
RUN dotnet publish silo/Reception.Silo.csproj --configuration Release --no-restore --output /app $RUNTIME -p:UseAppHost=false -p:RunAnalyzers=false
RUN mkdir --mode=0700 /data

# chiseled: no shell, no package manager; extra: with ICU and time zones. Its user "app" is APP_UID (1654).
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app ./
COPY --from=build --chown=1654:1654 /data /data
ENV Reception__DataFolder=/data \
    Reception__Telemetry__Listen=0.0.0.0:9464 \
    Logging__Console__FormatterName=json
USER 1654:1654
# silos, gateways, probes and metrics; nothing listens on the last without Reception__MetricsToken
EXPOSE 11111 30000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["dotnet", "/app/Reception.Silo.dll", "--probe", "http://127.0.0.1:9464/health/ready"]
ENTRYPOINT ["dotnet", "/app/Reception.Silo.dll"]
CMD ["--join"]
